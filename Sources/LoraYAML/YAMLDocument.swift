/// A YAML text as nodes, with everything that is wrong with it.
public struct YAMLDocument: Sendable {
  public let source: YAMLSource
  /// Nil when the text holds nothing but comments, or nothing could be read.
  public let root: YAMLNode?
  /// False when a syntax error ended the reading; `root` is then what stood before it.
  public let isComplete: Bool
  public let problems: [Diagnostic]

  /// Reads one document of UTF-8 text, with or without a byte order mark.
  public static func parse(_ bytes: [UInt8], file: String, limits: YAMLLimits = YAMLLimits())
    -> YAMLDocument
  {
    let source = YAMLSource(file: file, bytes: bytes)
    if let problem = TextCheck(source: source, limits: limits).problem() {
      return YAMLDocument(source: source, root: nil, isComplete: false, problems: [problem])
    }
    var composer = YAMLComposer(source, limits)
    do throws(Diagnostic) {
      let root = try composer.document()
      return YAMLDocument(
        source: source, root: root, isComplete: true, problems: composer.problems)
    } catch {
      return YAMLDocument(
        source: source, root: composer.partialRoot, isComplete: false,
        problems: composer.problems + [error])
    }
  }
}

extension YAMLComposer {
  fileprivate var partialRoot: YAMLNode? {
    guard let first = topPairs.first, let last = topPairs.last else { return nil }
    return YAMLNode(.mapping(topPairs), start: first.keyStart, end: last.value.end)
  }
}
