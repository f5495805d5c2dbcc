/// One token of an encoded text.
public struct Token: Sendable, Hashable {
  public let id: Int
  /// The bytes of the text's UTF-8 that the token stands for. Empty for tokens that the tokenizer
  /// adds by itself (BOS, a prefixed space); one scalar's bytes may be shared by several tokens.
  public let bytes: Range<Int>

  public init(id: Int, bytes: Range<Int>) {
    self.id = id
    self.bytes = bytes
  }
}
