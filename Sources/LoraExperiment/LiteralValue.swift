/// A value as JSON writes it, or as Python prints it.
package enum LiteralValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  /// Whole numbers too: exact up to 2^53.
  case number(Double)
  case text(String)
  /// A list, a dictionary, or an object that is printed in a way of its own.
  case other

  /// The number that stands here, also as text (`'1.5'`, `'nan'`).
  package var number: Double? {
    switch self {
    case .number(let value): value
    case .text(let text): text.utf8.count <= 64 ? Double(text) : nil
    case .null, .boolean, .other: nil
    }
  }
}
