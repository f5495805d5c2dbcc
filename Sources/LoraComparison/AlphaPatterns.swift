import LoraJSON
import LoraWeights

/// PEFT's `alpha_pattern`: alphas of their own for modules whose path ends in a name or a pattern.
struct AlphaPatterns {
  /// By path or its ending from a dot on; the first of equals counts.
  private var named: [[UInt8]: Double] = [:]
  /// In order of their text.
  private var patterns: [(pattern: ModulePattern, alpha: Double)] = []

  /// Each is tried on each module.
  private static let maximumPatterns = 1000

  /// - Returns: nil for what is no object of patterns and numbers.
  init?(_ value: JSONValue?) {
    guard let value else { return }
    guard let members = value.object?.members else { return nil }
    for member in members.sorted(by: { $0.key < $1.key }) {
      guard let alpha = member.value.double else { return nil }
      let name = Array(member.key.utf8)
      if named[name] == nil { named[name] = alpha }
      if name.allSatisfy(Self.isPlain) { continue }
      // PEFT: re.match(rf"(.*\.)?({key})$", path)
      guard patterns.count < Self.maximumPatterns,
        let pattern = ModulePattern(member.key, behindDot: true)
      else { return nil }
      patterns.append((pattern, alpha))
    }
  }

  /// Of names, in which a dot that stands for any character is a dot.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  func alpha(of path: String) -> Double? {
    let bytes = Array(path.utf8)
    var endings = [bytes[...]]
    for index in bytes.indices where bytes[index] == UInt8(ascii: ".") {
      endings.append(bytes[(index + 1)...])
    }
    for ending in endings { if let alpha = named[Array(ending)] { return alpha } }
    return patterns.first { $0.pattern.matches(path) }?.alpha
  }
}
