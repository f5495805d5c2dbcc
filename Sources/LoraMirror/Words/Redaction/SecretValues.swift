import LoraExperiment
import LoraReport

/// The values of variables that hold secrets, wherever they turn up in a text.
struct SecretValues: Sendable {
  /// The longest first, so that one that contains another goes whole.
  private let values: [[UInt8]]

  /// Shorter ones are words that logs are full of.
  private static let shortest = 8
  private static let endings = ["_TOKEN", "_KEY", "_SECRET", "_PASSWORD"]

  init(environment: [String: String]) {
    var found: Set<String> = []
    for (name, value) in environment where Self.isSecret(name) {
      // A key of several lines is printed line by line, indented perhaps.
      let lines = value.split(whereSeparator: \.isNewline).map { String($0).trimmed }
      for text in [value.trimmed] + lines where text.utf8.count >= Self.shortest {
        found.insert(VisibleText.of(text))
        found.insert(PercentEncoding.encoded(text))
      }
    }
    values = found.map { Array($0.utf8) }.sorted { $0.count > $1.count }
  }

  static func isSecret(_ name: String) -> Bool {
    let name = name.uppercased()
    // A bare `KEY` is a column, a bare `TOKEN` is not.
    return endings.contains { name.hasSuffix($0) }
      || ["TOKEN", "SECRET", "PASSWORD"].contains(name)
  }

  func removed(from bytes: [UInt8]) -> [UInt8] {
    values.reduce(bytes) { text, value in
      var result: [UInt8] = []
      var start = 0
      while let place = text.firstIndex(of: value, from: start) {
        result += text[start..<place] + LogRedactor.mark
        start = place + value.count
      }
      return start == 0 ? text : result + text[start...]
    }
  }
}
