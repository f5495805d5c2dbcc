/// What must hold of the bytes before libyaml sees them: size, UTF-8, no control characters.
/// libyaml would say so too, but without line and column.
struct TextCheck {
  let source: YAMLSource
  let limits: YAMLLimits

  /// The first reason not to parse.
  func problem() -> Diagnostic? {
    let bytes = source.bytes
    if bytes.count > limits.bytes {
      return Diagnostic(
        file: source.file,
        message: "is \(bytes.count) bytes long; a YAML file here may have \(limits.bytes)",
        hint: "is this the right file? data and weights are named by a path, not pasted")
    }
    if looksLikeUTF16 {
      return Diagnostic(
        file: source.file, line: 1, column: 1, message: "is encoded as UTF-16",
        hint: "save the file as UTF-8")
    }
    return badScalar()
  }

  private var looksLikeUTF16: Bool {
    let start = source.bytes.prefix(2)
    return start.elementsEqual([0xFF, 0xFE]) || start.elementsEqual([0xFE, 0xFF])
      || (start.count == 2 && start.contains(0) && source.bytes.prefix(64).count { $0 == 0 } > 1)
  }

  private func badScalar() -> Diagnostic? {
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = source.bytes.withoutByteOrderMark.makeIterator()
    var (line, column, offset) = (1, 1, 0)
    var previous: Unicode.Scalar = "\0"
    while true {
      let mark = YAMLMark(line: line, column: column, offset: offset)
      switch parser.parseScalar(from: &bytes) {
      case .emptyInput: return nil
      case .error: return notUTF8(mark)
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if !Self.isAllowed(scalar) { return forbidden(scalar, mark) }
        offset += 1
        if scalar.isLineBreak {
          if scalar != "\n" || previous != "\r" { line += 1 }
          column = 1
        } else {
          column += 1
        }
        previous = scalar
      }
    }
  }

  private func notUTF8(_ mark: YAMLMark) -> Diagnostic {
    source.diagnostic(
      at: mark, "is not UTF-8 text",
      hint: "save the file as UTF-8 (in many editors: Save with Encoding)")
  }

  private func forbidden(_ scalar: Unicode.Scalar, _ mark: YAMLMark) -> Diagnostic {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
    return source.diagnostic(
      at: mark, "contains the control character U+\(padded)",
      hint: "remove it; is this a YAML file?")
  }

  /// `c-printable` of YAML 1.2.2 §5.1.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFF:
      true
    default: false
    }
  }
}
