/// The members of one object that a trainer wrote, each checked where it is read.
///
/// This is the only way in for a trainer's numbers. What is out of range is as if it had not been
/// written, and `leftOut` says so: nothing behind this has to doubt a number again.
package struct TrainerFields {
  /// Whole numbers up to here are exact in JSON's own number type, which most writers have.
  package static let largestCount = 1 << 53
  package static let epochs = 0.0...1e9
  /// Tokens or examples a second.
  package static let speeds = 0.0...1e15
  /// Degrees Celsius.
  package static let temperatures = -273.15...1e6

  private let members: [String: LiteralValue]
  /// What was out of range, in words: `step 1e+300`.
  package private(set) var leftOut: [String] = []

  package init(_ members: [String: LiteralValue]) { self.members = members }

  /// Whether a number, finite or not, stands under one of the names.
  package func hasNumber(for names: [String]) -> Bool { number(names) != nil }

  package func text(_ name: String) -> String? {
    guard case .text(let text)? = members[name] else { return nil }
    return text
  }

  package func flag(_ name: String) -> Bool? {
    guard case .boolean(let flag)? = members[name] else { return nil }
    return flag
  }

  /// A whole number from 0 to 2^53, from the first of the names that has a number.
  package mutating func count(_ names: String...) -> Int? {
    guard let (name, value) = number(names) else { return nil }
    guard let whole = Int(exactly: value), (0...Self.largestCount).contains(whole) else {
      return drop(name, value)
    }
    return whole
  }

  package mutating func number(_ names: String..., in range: ClosedRange<Double>) -> Double? {
    guard let (name, value) = number(names) else { return nil }
    return range.contains(value) ? value : drop(name, value)
  }

  /// A finite number that Float32 holds.
  package mutating func setting(_ names: String...) -> Float? {
    guard let (name, value) = number(names) else { return nil }
    return Float(value).isFinite ? Float(value) : drop(name, value)
  }

  /// What a step measured: not a number where the trainer wrote `null` or what is not finite in
  /// Float32. That is a fact about the training, and no mistake in writing.
  package func measured(_ names: String...) -> Float? {
    for name in names {
      if members[name] == .null { return .nan }
      if let value = members[name]?.number { return Float(value).isFinite ? Float(value) : .nan }
    }
    return nil
  }

  private func number(_ names: [String]) -> (name: String, value: Double)? {
    for name in names {
      if let value = members[name]?.number { return (name, value) }
    }
    return nil
  }

  private mutating func drop<Value>(_ name: String, _ value: Double) -> Value? {
    leftOut.append("\(name) \(value)")
    return nil
  }
}
