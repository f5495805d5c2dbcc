/// `config.resolved.yaml`: every key with its final value, one `key: value` a line, written by us.
public enum ResolvedSettings {
  public static func read(_ bytes: [UInt8]) -> [String: String] {
    read(String(decoding: bytes, as: UTF8.self))
  }

  static func read(_ text: String) -> [String: String] {
    let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
      let colon: Range<Substring.Index>? = line.firstRange(of: ": ")
      guard let colon else { return nil }
      return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
    }
    return Dictionary(pairs) { first, _ in first }
  }
}

extension RunConfig {
  /// The same before it is a file.
  public func resolvedSettings(folder: String) -> [String: String] {
    ResolvedSettings.read(resolvedYAML(folder: folder))
  }
}
