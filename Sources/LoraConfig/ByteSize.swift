/// Sizes as people write them: `50 MB`, `1.5GiB`, `2048`.
package enum ByteSize {
  package static func bytes(in text: String) -> Int? {
    let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let unit = text.dropFirst(number.count).drop { $0 == " " }.uppercased()
    guard let count = Double(number), let factor = factors[unit] else { return nil }
    let bytes = count * factor
    return bytes >= 1 && bytes < 1e15 ? Int(bytes) : nil
  }

  /// In the largest unit that is exact.
  static func text(_ bytes: Int) -> String {
    let units = [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000)]
    let unit = units.first { bytes >= $0.1 && bytes % $0.1 == 0 }
    return unit.map { "\(bytes / $0.1) \($0.0)" } ?? "\(bytes) B"
  }

  private static let factors: [String: Double] = [
    "": 1, "B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "KIB": 1024,
    "MIB": 1_048_576, "GIB": 1_073_741_824,
  ]
}
