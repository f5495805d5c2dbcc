import LoraGit

/// References that move together or not at all, through `git update-ref`.
struct RefTransaction {
  private var commands: [String] = []
  var isEmpty: Bool { commands.isEmpty }

  /// - Parameter expected: what it points to now; nil when it must not exist.
  mutating func move(_ name: String, from expected: ObjectID?, to id: ObjectID) {
    commands.append(
      expected.map { "update \(name) \(id) \($0)" } ?? "create \(name) \(id)")
  }

  /// Whatever it points to now.
  mutating func set(_ name: String, to id: ObjectID) { commands.append("update \(name) \(id)") }

  mutating func delete(_ name: String, expecting expected: ObjectID) {
    commands.append("delete \(name) \(expected)")
  }

  /// - Parameter reason: for the reflogs.
  func commit(through transport: Transport, reason: String) throws(SharingError) {
    guard !isEmpty else { return }
    try transport.run(["update-ref", "-m", reason, "--stdin"], lines: commands)
  }
}
