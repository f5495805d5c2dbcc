/// What a tokenizer puts around a text by itself: usually BOS before it.
struct TokenTemplate: Sendable, Equatable {
  var before: [Int] = []
  var behind: [Int] = []

  /// `other`'s tokens go around this template's.
  func wrapped(in other: TokenTemplate) -> TokenTemplate {
    TokenTemplate(before: other.before + before, behind: behind + other.behind)
  }
}
