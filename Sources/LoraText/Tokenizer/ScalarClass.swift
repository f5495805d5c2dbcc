/// The four classes that pre-tokenizer patterns tell apart.
enum ScalarClass: UInt8, Sendable {
  case letter  // \p{L}
  case number  // \p{N}
  case space  // \s
  case other

  init(_ scalar: Unicode.Scalar) {
    self = scalar.value < 0x10000 ? Self.basic[Int(scalar.value)] : Self(computed: scalar)
  }

  /// The class of every scalar below U+10000: a look-up in the character database costs 30 ns.
  private static let basic: [ScalarClass] = (UInt32(0)..<0x10000).map { value in
    Unicode.Scalar(value).map { Self(computed: $0) } ?? .other
  }

  private init(computed scalar: Unicode.Scalar) {
    self =
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
        Self.isTooNew(scalar) ? .other : .letter
      case .decimalNumber, .letterNumber, .otherNumber: Self.isTooNew(scalar) ? .other : .number
      default: scalar.properties.isWhitespace ? .space : .other
      }
  }

  /// Models' tokenizers use Oniguruma, which knows Unicode 16; characters that came later are
  /// unassigned to it.
  private static func isTooNew(_ scalar: Unicode.Scalar) -> Bool {
    guard let age = scalar.properties.age else { return true }
    return age.major > 16
  }
}

extension Unicode.Scalar {
  /// Any category N, whatever the age: what Rust's `char::is_numeric` says.
  var isNumeric: Bool {
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: false
    }
  }

  /// `\w` of Rust's regex crate.
  var isWordCharacter: Bool {
    if properties.isAlphabetic || properties.isJoinControl { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation:
      return true
    default: return false
    }
  }
}
