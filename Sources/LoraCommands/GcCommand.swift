import ArgumentParser
import LoraExperiment
import LoraRunner
import LoraSharing
import LoraStore

/// `git lora gc`: free what nothing needs any more.
struct GcCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc",
    abstract: "Show what could be freed below .git; free it with --yes.",
    discussion: """
      What trainers left and nobody asked to record, private areas of runs that have landed, files \
      that killed processes did not finish, second names of weights that a remote has. Nothing of a run that is at work, or that `git lora \
      recover` could still record.

      Examples:
        git lora gc
        git lora gc --yes
      """)

  @Flag(name: [.customShort("y"), .long], help: "Free it.")
  var yes = false

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let workplace = try Workplace.here()
    let garbage = try workplace.store.garbage() + workplace.store.publishedObjects()
    if yes {
      let removal = GarbageRemoval(workplace)
      for item in garbage { try removal.remove(item) }
    }
    guard !json else { return try JSONOutput.print(GcAnswer(garbage, isFreed: yes)) }
    show(garbage)
  }

  private func show(_ garbage: [Garbage]) {
    guard !garbage.isEmpty else { return Message.result("there is nothing to free") }
    var table = Table([("SIZE", .right), ("WHAT", .left), ("WHERE", .left)])
    for item in garbage {
      table.add([Numbers.bytes(item.bytes), item.kind.words, item.path])
    }
    Message.result(table.render(on: .output))
    let sum = Numbers.bytes(garbage.reduce(0) { $0 + $1.bytes })
    Message.result(yes ? "freed \(sum)" : "\(sum) in all")
    if !yes { Message.note("free it with: git lora gc --yes") }
  }
}

extension Garbage.Kind {
  fileprivate var words: String {
    switch self {
    case .left: "unrecorded output"
    case .area: "area of a run that is over"
    case .temporary: "unfinished file"
    case .object: "second name of published weights"
    }
  }
}

/// `git lora gc --json`.
private struct GcAnswer: Encodable {
  struct Item: Encodable {
    let kind: String
    let path: String
    let bytes: Int
    let run: RunID?
  }

  let format = 1
  let freed: Bool
  let bytes: Int
  let garbage: [Item]

  init(_ garbage: [Garbage], isFreed: Bool) {
    freed = isFreed
    bytes = garbage.reduce(0) { $0 + $1.bytes }
    self.garbage = garbage.map {
      Item(kind: $0.kind.rawValue, path: $0.path, bytes: $0.bytes, run: $0.run)
    }
  }
}
