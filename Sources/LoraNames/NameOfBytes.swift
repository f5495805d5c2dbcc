extension String {
  /// Bytes from a file system or from Git as text; nil when they are no UTF-8.
  public init?(nameBytes bytes: some Collection<UInt8>) {
    self.init(validating: bytes, as: UTF8.self)
  }

  /// The bytes of a name for a message: as text, with those that are no UTF-8 as `\xe9`.
  public init(escapingNameBytes bytes: some Sequence<UInt8>) {
    self = ""
    var decoder = UTF8()
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      var iterator = rest.makeIterator()
      if case .scalarValue(let scalar) = decoder.decode(&iterator) {
        unicodeScalars.append(scalar)
        rest = rest.dropFirst(UTF8.width(scalar))
      } else if let byte = rest.popFirst() {
        self += "\\x" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
      }
      decoder = UTF8()
    }
  }
}
