import LoraNames

/// Events to nodes, within limits. Problems that leave the structure clear are collected; the
/// first that does not is thrown.
struct YAMLComposer {
  private let source: YAMLSource
  private let limits: YAMLLimits
  private let reader: YAMLEventReader
  private var anchors: NameMap<YAMLNode> = [:]
  private var nodes = 0
  private(set) var problems: [Diagnostic] = []
  /// Pairs of the top mapping read so far: what is known when a syntax error ends the reading.
  private(set) var topPairs: [YAMLPair] = []

  init(_ source: YAMLSource, _ limits: YAMLLimits) {
    self.source = source
    self.limits = limits
    reader = YAMLEventReader(source)
  }

  /// The document's value; nil when the text holds none.
  mutating func document() throws(Diagnostic) -> YAMLNode? {
    _ = try reader.next()
    guard case .documentStart = try reader.next().kind else { return nil }
    let root = try node(try reader.next(), depth: 0)
    _ = try reader.next()
    let after = try reader.next()
    if case .documentStart = after.kind {
      throw source.diagnostic(
        at: after.start, length: 3, "a second document starts here",
        hint: "one file holds one document: remove the '---' or split the file")
    }
    return root
  }

  private mutating func node(_ event: YAMLEvent, depth: Int) throws(Diagnostic) -> YAMLNode {
    guard depth <= limits.depth else {
      throw source.diagnostic(at: event.start, "nested deeper than \(limits.depth) levels")
    }
    if case .alias(let name) = event.kind { return try alias(name, event) }
    try count(1, at: event)
    let content: YAMLNode.Content
    var end = event.end
    switch event.kind {
    case .scalar(let text, let style):
      content = .scalar(scalar(text, style, event))
    case .sequenceStart:
      refuseTag(event, unless: "tag:yaml.org,2002:seq")
      content = .sequence(try items(depth, &end))
    case .mappingStart:
      refuseTag(event, unless: "tag:yaml.org,2002:map")
      content = .mapping(try pairs(depth, &end))
    default:
      throw source.diagnostic(at: event.start, "not YAML")
    }
    let node = YAMLNode(content, start: event.start, end: end)
    if let anchor = event.anchor { anchors[anchor] = node }
    return node
  }

  private mutating func items(_ depth: Int, _ end: inout YAMLMark) throws(Diagnostic) -> [YAMLNode]
  {
    var items: [YAMLNode] = []
    while true {
      let event = try reader.next()
      if case .sequenceEnd = event.kind {
        end = event.end
        return items
      }
      items.append(try node(event, depth: depth + 1))
    }
  }

  private mutating func pairs(_ depth: Int, _ end: inout YAMLMark) throws(Diagnostic) -> [YAMLPair]
  {
    var pairs: [YAMLPair] = []
    var lines: NameMap<Int> = [:]
    while true {
      let event = try reader.next()
      if case .mappingEnd = event.kind {
        end = event.end
        return pairs
      }
      let key = try node(event, depth: depth + 1)
      let value = try node(try reader.next(), depth: depth + 1)
      guard let name = keyText(key) else { continue }
      if let first = lines[name] {
        report(
          source.diagnostic(
            at: key.start, length: key.length,
            "duplicate key '\(name)': line \(first) and line \(key.start.line)",
            hint: "keep one of them"))
        continue
      }
      lines[name] = key.start.line
      let pair = YAMLPair(
        key: name, keyStart: key.start, keyLength: key.length, value: value)
      pairs.append(pair)
      if depth == 0 { topPairs.append(pair) }
    }
  }

  private mutating func keyText(_ key: YAMLNode) -> String? {
    guard let scalar = key.scalar else {
      report(source.diagnostic(at: key.start, "a list or a map cannot be a key"))
      return nil
    }
    guard scalar.text != "<<" || scalar.style != .plain else {
      report(
        source.diagnostic(
          at: key.start, length: 2, "merge keys ('<<') are not supported",
          hint: "write the keys out; they are few"))
      return nil
    }
    return scalar.text
  }

  private mutating func alias(_ name: String, _ event: YAMLEvent) throws(Diagnostic) -> YAMLNode {
    guard let node = anchors[name] else {
      throw source.diagnostic(
        at: event.start, length: name.count + 1,
        "'*\(name)' refers to no anchor '&\(name)' before it",
        hint: "put quotes around a value that starts with '*'")
    }
    try count(node.size, at: event)
    return node.standing(from: event.start, to: event.end)
  }

  private mutating func count(_ more: Int, at event: YAMLEvent) throws(Diagnostic) {
    nodes += more
    guard nodes <= limits.nodes else {
      throw source.diagnostic(
        at: event.start, "more than \(limits.nodes) values, aliases counted in full")
    }
  }

  private mutating func scalar(_ text: String, _ style: YAMLScalar.Style, _ event: YAMLEvent)
    -> YAMLScalar
  {
    // A lone `!` is YAML's way to say "a string, whatever it looks like".
    let name = event.tag == "!" ? YAMLScalar.Tag.string.rawValue : event.tag
    let tag = name.flatMap(YAMLScalar.Tag.init(rawValue:))
    if name != nil, tag == nil { refuseTag(event, unless: nil) }
    let scalar = YAMLScalar(text, style: style, tag: tag)
    if scalar.value == nil, let written = event.tag {
      report(source.diagnostic(at: event.start, "not a value of the tag \(Self.short(written))"))
    }
    return scalar
  }

  private mutating func refuseTag(_ event: YAMLEvent, unless allowed: String?) {
    guard let tag = event.tag, tag != allowed, tag != "!" else { return }
    report(
      source.diagnostic(
        at: event.start, "the tag \(Self.short(tag)) is not supported",
        hint: "remove it: types follow from the key"))
  }

  private static func short(_ tag: String) -> String {
    let core = "tag:yaml.org,2002:"
    return tag.begins(with: core) ? "!!" + tag.dropFirst(core.count) : tag
  }

  private mutating func report(_ problem: Diagnostic) {
    if problems.count < limits.problems { problems.append(problem) }
  }
}
