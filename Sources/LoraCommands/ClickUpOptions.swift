import ArgumentParser
import LoraClickUp
import LoraConfig
import LoraRunner

/// What every command that asks ClickUp can be told.
struct ClickUpOptions: ParsableArguments {
  @Flag(name: .long, help: "Tell each call of ClickUp on stderr, without its secrets.")
  var verbose = false

  /// The client of the environment's token and address.
  func client() throws -> ClickUpClient {
    try ClickUpClient(log: log)
  }

  /// Where a line for each call goes; nil: nowhere.
  var log: ((String) -> Void)? {
    verbose ? { Message.note("clickup: " + $0.printable) } : nil
  }
}

extension ClickUpSettings {
  /// As the doctor compares it.
  var expectations: BoardExpectations {
    let names: [(StatusRole, String?)] = [
      (.running, statuses.running), (.review, statuses.review), (.paused, statuses.paused),
      (.failed, statuses.failed),
    ]
    return BoardExpectations(
      lists: lists,
      statuses: Dictionary(
        names.compactMap { role, name in name.map { (role, $0) } },
        uniquingKeysWith: { first, _ in first }),
      fields: [.version(fields.version), .storage(fields.storage)]
        + fields.others.map { .value($0.source.key, name: $0.name) },
      notify: notify.compactMap { Int($0) })
  }
}
