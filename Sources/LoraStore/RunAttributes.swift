/// The `.gitattributes` of a run's folder.
enum RunAttributes {
  static let file = ".gitattributes"

  private static let lfs = "filter=lfs diff=lfs merge=lfs -text"
  private static let images = ["png", "jpg", "jpeg", "webp", "gif", "bmp"]

  /// Whether a file of a run's folder goes to the LFS store by its name alone.
  static func isLarge(_ path: String) -> Bool {
    let suffix = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return suffix == "safetensors" || (path.hasPrefix("samples/") && images.contains(suffix))
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
    lines += paths.filter { !isMatched($0) }.sorted().map { "\(pattern(for: $0)) \(lfs)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether the patterns above cover `path`; they are case-sensitive, unlike `isLarge`.
  private static func isMatched(_ path: String) -> Bool {
    path.hasSuffix(".safetensors")
      || (path.hasPrefix("samples/") && images.contains { path.hasSuffix(".\($0)") })
  }

  /// A pattern that matches exactly one path: anchored, special characters escaped, quoted in C
  /// style when it holds a space or a quote.
  private static func pattern(for path: String) -> String {
    let anchored = "/" + escaping("*?[\\", in: path)
    guard anchored.contains(where: { $0.isWhitespace || $0 == "\"" }) else { return anchored }
    return "\"" + escaping("\"\\", in: anchored) + "\""
  }

  private static func escaping(_ special: String, in text: String) -> String {
    text.map { special.contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
