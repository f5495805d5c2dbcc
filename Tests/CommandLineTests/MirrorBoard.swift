import Foundation
import LoraJSON
import LoraProcess
import TestSupport
import Testing

/// A workshop whose config names a task of a sandbox that misbehaves on request.
struct MirrorBoard {
  let shop: Workshop
  let sandbox: SandboxProcess
  private let folder: TemporaryFolder

  /// - Parameter statuses: more lines of `.lorarc`'s `clickup`.
  init(statuses: String, trainer: String = Workshop.trainer) throws {
    folder = try TemporaryFolder()
    let faults = try folder.write("faults.json", bytes: Array("[]".utf8))
    sandbox = try SandboxProcess("--rate", "100000/60", "--faults", faults)
    shop = try Workshop(
      trainer: trainer, config: Workshop.config + "clickup_task: \(sandbox.greeting.task)\n")
    try shop.repository.write(
      ".lorarc",
      Workshop.settings + "clickup:\n  list: \"\(sandbox.greeting.list)\"\n" + statuses)
    try shop.repository.commitAll("board")
  }

  func setFaults(_ rules: [String]) throws {
    _ = try folder.write(
      "faults.json", bytes: Array("[\(rules.joined(separator: ",\n"))]\n".utf8))
  }

  private var variables: [String: String] {
    sandbox.environment.merging(["GIT_LORA_TEST_WAITS": "0.005"]) { $1 }
  }

  func lora(_ words: String...) throws -> Output {
    try Workshop.lora(words, in: shop.path, variables: variables)
  }

  /// The program itself, without Git in between.
  func start(_ words: String...) throws -> ChildProcess { try start(words) }

  func start(_ words: [String], variables more: [String: String] = [:]) throws -> ChildProcess {
    try ChildProcess(
      Command(
        Products.folder + "/git-lora", words,
        environment: Workshop.environment.merging(variables) { $1 }.merging(more) { $1 },
        folder: shop.path, output: .discard, errors: .discard))
  }

  /// All is well again, and what waits is delivered.
  func settle() throws {
    try setFaults([])
    for _ in 0..<4 {
      let report = try JSONValue(parsing: try lora("sync", "--json").text)
      let isOpen = (report["entries"]?.array ?? []).contains {
        $0["standing"]?.string == "waiting"
      }
      if !isOpen, report["delivered"]?.array?.isEmpty == true { return }
    }
  }

  /// As the board has it now.
  func status() throws -> String? {
    let task = try lora("task", "show", sandbox.greeting.task, "--json").text
    return try JSONValue(parsing: task)["status"]?.string
  }

  func writes() throws -> Int {
    try requests().filter { $0["method"]?.string != "GET" }.count
  }

  func requests() throws -> [JSONValue] { try lines(of: "requests.jsonl") }

  /// What the task has got, and what its version field was in turn.
  struct State {
    var marks: [String] = []
    var titles: [String] = []
    var versions: [String] = []
  }

  /// No comment and no file is there twice, and no field was written twice.
  @discardableResult
  func expectOneOfEach() throws -> State {
    let state = try state()
    #expect(Set(state.marks).count == state.marks.count, "\(state.marks)")
    #expect(Set(state.titles).count == state.titles.count, "\(state.titles)")
    let writes = try requests().filter {
      ($0["path"]?.string ?? "").contains("/field/") && $0["worked"]?.integer == 200
    }
    #expect(writes.count == state.versions.count)
    return state
  }

  private func state() throws -> State {
    var state = State()
    var comments: [Int: String] = [:]
    for change in try lines(of: "journal.jsonl").flatMap({ $0.array ?? [] }) {
      if let comment = change["comment"]?["_0"], let id = comment["id"]?.integer {
        let text = (comment["blocks"]?.array ?? []).compactMap { $0["text"]?.string }.joined()
        comments[id] = String(text.split(separator: "\n").last ?? "")
      }
      if let id = change["commentGone"]?["_0"]?.integer { comments[id] = nil }
      if let title = change["attachment"]?["_0"]?["title"]?.string { state.titles.append(title) }
      let values = change["task"]?["_0"]?["values"]?.object?.members.compactMap(\.value.string)
      if let version = values?.first, state.versions.last != version {
        state.versions.append(version)
      }
    }
    state.marks = comments.values.filter { $0.hasPrefix("lora ") }.sorted()
    return state
  }

  private func lines(of file: String) throws -> [JSONValue] {
    let path = sandbox.state + "/" + file
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    // The last line may still be on its way.
    return try text.components(separatedBy: "\n").dropLast().map { try JSONValue(parsing: $0) }
  }
}
