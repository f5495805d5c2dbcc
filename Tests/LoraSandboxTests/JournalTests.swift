import Foundation
import LoraSandbox
import Testing

/// The state on disk: what was answered is there again, whatever happened to the process.
struct JournalTests {
  private let folder = NSTemporaryDirectory() + "lora-sandbox-\(UUID().uuidString)"

  private func open() throws -> Store {
    try Store(StateFolder(folder)) { FreshState.make(seed: 7, clock: 1) }
  }

  private func call(_ method: String, _ path: String, _ body: JSON = .null, in store: Store) -> Call
  {
    Call(
      method, path, body: body, user: store.state.workspace.tokenUser,
      setting: Setting(plan: .unlimited, origin: "http://127.0.0.1:1", clock: 5))
  }

  private func addTasks(_ names: [String]) throws {
    let store = try open()
    let list = store.state.lists.keys.sorted()[0]
    for name in names {
      _ = try store.perform(
        call("POST", "v2/list/\(list)/task", ["name": .string(name)], in: store))
    }
  }

  private func names() throws -> Set<String> { Set(try open().state.tasks.values.map(\.name)) }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  @Test func whatWasDoneIsThereAgain() throws {
    defer { remove() }
    try addTasks(["a", "b"])
    #expect(try names() == ["Tea shop voice, first training", "a", "b"])
    let first = try open().state.workspace.token
    #expect(try open().state.workspace.token == first)
  }

  @Test func aTornLastLineNeverHappened() throws {
    defer { remove() }
    try addTasks(["a"])
    let path = folder + "/journal.jsonl"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let lastLine = whole.dropLast().lastIndex(of: 10).map { $0 + 1 } ?? 0
    for end in lastLine..<whole.count {
      try whole.prefix(end).write(to: URL(fileURLWithPath: path))
      #expect(try names() == ["Tea shop voice, first training"])
    }
    try whole.write(to: URL(fileURLWithPath: path))
    #expect(try names().contains("a"))
    try (whole + Data("[{\"task\":".utf8)).write(to: URL(fileURLWithPath: path))
    try addTasks(["b"])
    #expect(try names() == ["Tea shop voice, first training", "a", "b"])
  }

  @Test func aLongJournalIsWrittenAnew() throws {
    defer { remove() }
    try addTasks((0..<250).map(String.init))
    let size = try journalLines()
    let before = try names()
    #expect(before.count == 251)
    #expect(try journalLines() < size)
    #expect(try names() == before)
  }

  private func journalLines() throws -> Int {
    try String(contentsOfFile: folder + "/journal.jsonl", encoding: .utf8)
      .split(separator: "\n").count
  }

  @Test func aDamagedLineIsNamed() throws {
    defer { remove() }
    try addTasks(["a", "b"])
    let path = folder + "/journal.jsonl"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var lines = text.split(separator: "\n").map(String.init)
    lines[1] = "nonsense"
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    let error = #expect(throws: SandboxError.self) { try open() }
    #expect(error?.description.contains("journal.jsonl:2") == true)
  }

  @Test func oneServerAStateFolder() throws {
    defer { remove() }
    let first = try StateFolder(folder)
    let error = #expect(throws: SandboxError.self) { try StateFolder(folder) }
    #expect(error?.kind == .inTheWay)
    _ = first
  }

  @Test func filesThatNoRequestFinishedAreRemoved() throws {
    defer { remove() }
    try addTasks([])
    let orphan = folder + "/files/\(UUIDText.make(1, 2)).bin"
    let other = folder + "/files/orphan.bin"
    for path in [orphan, other] { try Data([1]).write(to: URL(fileURLWithPath: path)) }
    _ = try open()
    #expect(!FileManager.default.fileExists(atPath: orphan))
    #expect(FileManager.default.fileExists(atPath: other))
  }

  @Test(arguments: ["thesis.txt", "files/thesis.txt", "journal.jsonl"])
  func somebodyElsesFolderIsLeftAlone(name: String) throws {
    defer { remove() }
    let path = URL(fileURLWithPath: folder + "/" + name)
    try FileManager.default.createDirectory(
      at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("{}\n".utf8).write(to: path)
    let error = #expect(throws: SandboxError.self) { try open() }
    #expect(error?.kind == .badData)
    let left = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    #expect(Set(left) == (name.contains("/") ? ["files", name] : [name]))
    #expect(try Data(contentsOf: path) == Data("{}\n".utf8))
  }

  @Test func aFolderWithNothingToLoseWillDo() throws {
    defer { remove() }
    let faults = folder + "/faults.json"
    try FileManager.default.createDirectory(
      atPath: folder + "/files", withIntermediateDirectories: true)
    try Data("[]".utf8).write(to: URL(fileURLWithPath: faults))
    try Data().write(to: URL(fileURLWithPath: folder + "/output"))
    #expect(throws: SandboxError.self) { try StateFolder(folder) }
    let state = try StateFolder(folder, faultsFile: faults)
    #expect(state.path == folder)
  }

  @Test func earlierStatesAreKeptWhenAskedFor() throws {
    defer { remove() }
    let store = try open()
    store.rememberPast(2)
    let list = store.state.lists.keys.sorted()[0]
    for name in ["a", "b", "c"] {
      _ = try store.perform(
        call("POST", "v2/list/\(list)/task", ["name": .string(name)], in: store))
    }
    #expect(store.state(before: 0).tasks.count == 4)
    #expect(store.state(before: 1).tasks.count == 3)
    #expect(store.state(before: 2).tasks.count == 2)
    #expect(store.state(before: 9).tasks.count == 2)
  }
}
