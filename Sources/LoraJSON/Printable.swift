/// Text from a file, made safe for a terminal: control characters as escapes, long text shortened.
///
/// Every error that quotes a file says it through this; a name may have a million characters.
package struct Printable: CustomStringConvertible, Sendable {
  package let description: String

  /// Longest that a path is shown, the system's own limit.
  package static let pathLimit = 4096
  /// Longest that an error's whole message is shown: less than a screen.
  package static let messageLimit = 1000

  package init(_ text: some StringProtocol, limit: Int = 80) {
    var shown = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
      guard count < limit else {
        shown += "…"
        break
      }
      if Self.isHidden(scalar) {
        shown += scalar.escaped(asASCII: true)
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    description = shown
  }

  /// Controls, and the formats that reorder text.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    case .format: scalar.value != 0x200D
    default: false
    }
  }
}
