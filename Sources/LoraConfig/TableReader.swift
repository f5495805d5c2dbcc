import LoraNames
import LoraYAML

/// Reads nested mappings by a table whose names are paths with dots; `*` is any name, `<key>` any key
/// of a run's config that no row before it names.
struct TableReader {
  struct Entry {
    let value: ConfigValue
    let node: YAMLNode
  }

  let source: YAMLSource
  private let root: YAMLNode?
  private let table: [ConfigKey]
  /// By path, with the names that stand where the table has `*`.
  private(set) var entries: NameMap<Entry> = [:]
  /// Paths of the mappings that stand in the file.
  private(set) var sections: NameSet = []
  private(set) var diagnostics: [Diagnostic]

  init(_ document: YAMLDocument, table: [ConfigKey]) {
    source = document.source
    root = document.root
    self.table = table
    diagnostics = document.problems
  }

  mutating func read() {
    guard let root, !root.isEmptyScalar else { return }
    read(root, path: [], pattern: [])
  }

  /// Names that the team chose below `section`, sorted.
  func names(below section: String) -> [String] {
    sections.compactMap { $0.rest(after: section + ".") }.filter { !$0.holds(".") }.inByteOrder()
  }

  private mutating func read(_ node: YAMLNode, path: [String], pattern: [String]) {
    guard let pairs = node.mapping else {
      let name = path.isEmpty ? "the file" : "'\(path.joined(separator: "."))'"
      complain(
        node.start, node.length, "\(name) must be made of `key: value` lines, not \(node.inWords)")
      return
    }
    if !path.isEmpty { sections.insert(path.joined(separator: ".")) }
    let below = table.filter { $0.components.begin(with: pattern) }
    var mentioned: NameSet = []
    for pair in pairs where diagnostics.count < YAMLLimits().problems {
      mentioned.insert(read(pair, path, pattern, below))
    }
    requireKeys(node, path, pattern, below, mentioned)
  }

  /// Reads one pair and gives the key that it is, or was probably meant to be.
  private mutating func read(
    _ pair: YAMLPair, _ path: [String], _ pattern: [String], _ below: [ConfigKey]
  ) -> String {
    let depth = pattern.count
    let here = below.filter { Self.stands($0.components[depth], for: pair.key) }
    guard let first = here.first else {
      let children = below.flatMap { $0.children(at: depth) }
      let unknown = UnknownKey(pair.key, among: children, in: path.joined(separator: "."))
      complain(pair.keyStart, pair.keyLength, unknown.message, hint: unknown.hint)
      return unknown.meant ?? pair.key
    }
    let component = first.components[depth]
    if component == "*", !Self.isName(pair.key) {
      complain(
        pair.keyStart, pair.keyLength, "'\(pair.key.shortened)' is no usable name",
        hint: "letters, digits, '-' and '_', beginning with a letter or digit")
      return pair.key
    }
    let next = path + [pair.key]
    if first.components.count == depth + 1 {
      readLeaf(pair, next, first)
    } else if !pair.value.isEmptyScalar {
      read(pair.value, path: next, pattern: pattern + [component])
    }
    return pair.key
  }

  private mutating func readLeaf(_ pair: YAMLPair, _ path: [String], _ row: ConfigKey) {
    let name = path.joined(separator: ".")
    do throws(Complaint) {
      entries[name] = Entry(value: try row.type.read(pair.value), node: pair.value)
    } catch {
      let node = error.node ?? pair.value
      complain(node.start, node.length, "'\(name)' \(error.message)", hint: error.hint)
    }
  }

  private mutating func requireKeys(
    _ node: YAMLNode, _ path: [String], _ pattern: [String], _ below: [ConfigKey],
    _ mentioned: NameSet
  ) {
    for row in below where row.standard == .required && row.components.count == pattern.count + 1 {
      guard let name = row.components.last, !mentioned.contains(name) else { continue }
      complain(
        node.start, 1, "'\(path.joined(separator: "."))' has no '\(name)'",
        hint: "\(name): \(row.example)")
    }
  }

  private mutating func complain(
    _ mark: YAMLMark, _ length: Int, _ message: String, hint: String? = nil
  ) {
    diagnostics.append(source.diagnostic(at: mark, length: length, message, hint: hint))
  }

  private static func stands(_ component: String, for key: String) -> Bool {
    switch component {
    case "*": true
    case "<key>": RunKey.named(key) != nil
    default: component.sameBytes(as: key)
    }
  }

  private static func isName(_ name: String) -> Bool {
    let first = name.unicodeScalars.first.map { $0.properties.isAlphabetic || $0.isASCIIDigit }
    return first == true && name.utf8.count <= 100
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.isASCIIDigit || $0 == "-" || $0 == "_"
      }
  }
}

extension Unicode.Scalar {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension YAMLNode {
  /// Nothing after the colon, as in a section whose keys are all comments.
  fileprivate var isEmptyScalar: Bool { scalar?.value == .null }
}

extension ConfigKey {
  var components: [String] { name.parts(at: ".") }

  /// The row as one who reads a single level may write it.
  fileprivate func children(at depth: Int) -> [ConfigKey] {
    let component = components[depth]
    return component == "<key>" ? ConfigKey.run : [named(component)]
  }

  /// The same row under the name that a reader of one level sees.
  private func named(_ name: String) -> ConfigKey {
    ConfigKey(name, type, standard: standard, example: example, help: help)
  }
}
