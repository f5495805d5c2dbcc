/// A file's text, to quote lines from and to point into.
public struct YAMLSource: Sendable {
  public let file: String
  public let bytes: [UInt8]
  /// Where each line begins in `bytes`.
  private let lineStarts: [Int]

  public init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    lineStarts = Self.lineStarts(of: bytes)
  }

  public func diagnostic(
    _ severity: Diagnostic.Severity = .error, at mark: YAMLMark, length: Int = 1,
    _ message: String, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity, file: file, line: mark.line, column: mark.column, length: length, message: message,
      hint: hint, sourceLine: line(mark.line))
  }

  /// The text of a line, counted from 1, without its break; broken UTF-8 is replaced.
  func line(_ number: Int) -> String {
    guard lineStarts.indices.contains(number - 1) else { return "" }
    let end = number < lineStarts.count ? lineStarts[number] : bytes.count
    let text = String(decoding: bytes[lineStarts[number - 1]..<end], as: UTF8.self)
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix { !$0.isLineBreak }))
  }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [bytes.withoutByteOrderMark.startIndex]
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices where endsLine(bytes, index) { starts.append(index + 1) }
    }
    return starts
  }

  /// Whether the byte at `index` is the last one of a line break.
  private static func endsLine(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    switch bytes[index] {
    case 0x0A: true
    case 0x0D: index + 1 == bytes.count || bytes[index + 1] != 0x0A
    case 0x85: index > 0 && bytes[index - 1] == 0xC2
    case 0xA8, 0xA9: index > 1 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE2
    default: false
    }
  }
}

extension [UInt8] {
  var withoutByteOrderMark: ArraySlice<UInt8> {
    starts(with: [0xEF, 0xBB, 0xBF]) ? self[3...] : self[...]
  }
}

extension Unicode.Scalar {
  /// What libyaml counts as a line break.
  var isLineBreak: Bool {
    self == "\n" || self == "\r" || self == "\u{85}" || self == "\u{2028}" || self == "\u{2029}"
  }
}
