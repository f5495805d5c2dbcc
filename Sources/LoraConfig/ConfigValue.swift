import LoraYAML

/// A value of a key, read and found good.
public enum ConfigValue: Sendable, Equatable {
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([String])
  /// Width and height.
  case size(Int, Int)
  case map([String: String])

  /// As YAML on one line. A whole number has no point, however it was written, so that two
  /// resolved configs that mean the same are the same.
  public var yaml: String {
    switch self {
    case .boolean(let truth): YAMLText.boolean(truth)
    case .integer(let number): String(number)
    case .number(let number):
      if let whole = Int(exactly: number), abs(whole) < 1 << 50 {
        String(whole)
      } else {
        YAMLText.float(number)
      }
    case .text(let text): YAMLText.string(text)
    case .list(let items): YAMLText.list(items)
    case .size(let width, let height): width == height ? "\(width)" : "[\(width), \(height)]"
    case .map(let pairs):
      "{"
        + pairs.sorted { $0.key < $1.key }
        .map { YAMLText.string($0.key) + ": " + YAMLText.string($0.value) }
        .joined(separator: ", ") + "}"
    }
  }
}
