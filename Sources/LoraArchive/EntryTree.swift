/// The names of an archive so far, as the disk will see them.
struct EntryTree {
  /// Spelling by key.
  private var files: [String: String] = [:]
  private var folders: [String: String] = [:]

  mutating func add(file path: EntryPath) throws(ArchiveError) {
    try add(folders: path.components.dropLast())
    let key = path.key
    if let other = files[key] ?? folders[key] { throw Self.clash(path.text, other) }
    files[key] = path.text
  }

  mutating func add(folder path: EntryPath) throws(ArchiveError) {
    try add(folders: path.components[...])
  }

  private mutating func add(folders components: ArraySlice<String>) throws(ArchiveError) {
    var key = ""
    var text = ""
    for component in components {
      key += (key.isEmpty ? "" : "/") + NameRules.folded(component)
      text += (text.isEmpty ? "" : "/") + component
      if let other = files[key] { throw Self.clash(text, other) }
      if let other = folders.updateValue(text, forKey: key), !Self.same(other, text) {
        throw .sameName(other, text)
      }
    }
  }

  private static func clash(_ new: String, _ old: String) -> ArchiveError {
    same(new, old) ? .duplicate(new) : .sameName(old, new)
  }

  /// Byte for byte: strings that differ in composition only are equal.
  private static func same(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }
}
