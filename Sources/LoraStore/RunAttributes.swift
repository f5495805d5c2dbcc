import LoraNames

/// The `.gitattributes` of a run's folder.
enum RunAttributes {
  static let file = ".gitattributes"

  private static let lfs = "filter=lfs diff=lfs merge=lfs -text"
  private static let images = ["png", "jpg", "jpeg", "webp", "gif", "bmp"]

  /// Whether a file of a run's folder goes to the LFS store by its name alone.
  static func isLarge(_ path: String) -> Bool {
    func ends(in suffix: String) -> Bool { path.ends(with: "." + suffix, ignoringCase: true) }
    return ends(in: "safetensors")
      || (path.begins(with: "samples/") && images.contains(where: ends))
  }

  /// The text for a folder whose LFS files are `paths`.
  ///
  /// Everything else is stored and checked out byte for byte, whatever the attributes above say:
  /// `run.json` holds the digests of these very bytes.
  static func text(forLFS paths: [String]) -> String {
    var lines = [
      "* -text -filter -ident -working-tree-encoding",
      "*.safetensors filter=lfs diff=lora merge=lfs -text",
      "/metrics.jsonl diff=lora",
    ]
    lines += images.map { "samples/**/*.\($0) \(lfs)" }
    lines += paths.filter { !isMatched($0) }.inByteOrder().map { "\(pattern(for: $0)) \(lfs)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether the patterns above cover `path`; they are case-sensitive, unlike `isLarge`.
  private static func isMatched(_ path: String) -> Bool {
    path.ends(with: ".safetensors")
      || (path.begins(with: "samples/") && images.contains { path.ends(with: ".\($0)") })
  }

  /// A pattern that matches exactly one path: anchored, special characters escaped, quoted in C
  /// style when it holds a space or a quote.
  private static func pattern(for path: String) -> String {
    let anchored = "/" + escaping("*?[\\", in: path)
    let needsQuotes = anchored.unicodeScalars.contains { $0.properties.isWhitespace || $0 == "\"" }
    guard needsQuotes else { return anchored }
    return "\"" + escaping("\"\\", in: anchored) + "\""
  }

  private static func escaping(_ special: String, in text: String) -> String {
    text.unicodeScalars.map { special.unicodeScalars.contains($0) ? "\\\($0)" : String($0) }
      .joined()
  }
}
