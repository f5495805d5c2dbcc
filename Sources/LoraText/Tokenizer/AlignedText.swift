/// Text on its way through a tokenizer: UTF-8, and for each byte the bytes of the original that it
/// stands for.
struct AlignedText {
  private(set) var bytes: [UInt8] = []
  /// Nil as long as byte i stands for byte `base + i` of the original.
  private var origins: [Range<Int32>]?
  private let base: Int

  /// Bytes `range` of the original text.
  init(_ original: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    bytes = Array(original[range])
    base = range.lowerBound
  }

  /// An empty text, to be filled from another.
  private init(derivedFrom text: AlignedText) {
    base = text.base
    origins = []
    bytes.reserveCapacity(text.bytes.count + text.bytes.count / 8)
  }

  /// The original bytes that `range` of this text stands for.
  func origin(of range: Range<Int>) -> Range<Int> {
    guard let origins else { return base + range.lowerBound..<base + range.upperBound }
    guard !range.isEmpty else {
      let at = range.lowerBound < origins.count ? Int(origins[range.lowerBound].lowerBound) : base
      return at..<at
    }
    return Int(origins[range.lowerBound].lowerBound)..<Int(origins[range.upperBound - 1].upperBound)
  }

  /// This text as rewritten by `body`, which appends to the new one what it keeps or adds.
  func rewritten(_ body: (inout AlignedText) -> Void) -> AlignedText {
    var text = AlignedText(derivedFrom: self)
    body(&text)
    return text
  }

  /// Appends `range` of `text` unchanged.
  mutating func keep(_ range: Range<Int>, of text: AlignedText) {
    bytes.append(contentsOf: text.bytes[range])
    if let known = text.origins {
      origins?.append(contentsOf: known[range])
    } else {
      for index in range {
        let at = Int32(text.base + index)
        origins?.append(at..<at + 1)
      }
    }
  }

  /// Appends `new` in place of the original bytes `origin`.
  mutating func put(_ new: some Collection<UInt8>, for origin: Range<Int>) {
    bytes.append(contentsOf: new)
    let range = Int32(origin.lowerBound)..<Int32(origin.upperBound)
    origins?.append(contentsOf: repeatElement(range, count: new.count))
  }
}
