import LoraJSON

/// Added tokens in the order they were given; a later one takes the place of one with the same text.
struct AddedTokenList: Sendable {
  private var entries: [AddedToken?] = []
  /// Where a text's token stands. By bytes: `String` takes canonically equivalent texts for equal.
  private var places: [[UInt8]: Int] = [:]
  /// Of all texts.
  private var textBytes = 0

  /// A token is looked for at each byte of a text; real ones are markers and words.
  private static let maximumTokenBytes = 1024
  /// Models with 28,000 added tokens have a tenth of it.
  private static let maximumTextBytes = 4 << 20

  var tokens: [AddedToken] { entries.compactMap(\.self) }

  /// Adds `token` at the end; false when its text is, or all texts together are, longer than any model's.
  mutating func add(_ token: AddedToken) -> Bool {
    let text = Array(token.content.utf8)
    textBytes += text.count
    guard text.count <= Self.maximumTokenBytes, textBytes <= Self.maximumTextBytes else {
      return false
    }
    if let place = places[text] { entries[place] = nil }
    places[text] = entries.count
    entries.append(token)
    return true
  }

  static func tooLong(_ text: String) -> String {
    "the added token '\(Printable(text))' is, or all added tokens are, longer than any model's"
  }

  subscript(text: String) -> AddedToken? { places[Array(text.utf8)].flatMap { entries[$0] } }
}
