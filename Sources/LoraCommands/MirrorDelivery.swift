import LoraClickUp
import LoraMirror
import LoraPosting
import LoraRunner
import LoraStore

/// Bringing what waits to ClickUp at the end of a command whose own work is done: it never fails
/// that command, and says one line when something is left.
enum MirrorDelivery {
  /// What `push` and `fetch` give it: an answer of ClickUp takes a tenth of a second.
  static let standardWait = 30.0

  static func afterwards(in workplace: Workplace) {
    guard let mirror = workplace.mirror else { return }
    do {
      try mirror.catchUp()
      guard try !mirror.outbox.entries().isEmpty else { return }
      let report = try mirror.deliverer().deliver(until: SystemClock().now + standardWait)
      MirrorText(report).showLine()
    } catch let error as ClickUpAccessError {
      Message.note("ClickUp: \(error); git lora sync brings what waits")
    } catch {
      Message.warning("ClickUp: \(error)".printable)
    }
  }
}

/// The words about a delivery.
struct MirrorText {
  let report: DeliveryReport

  init(_ report: DeliveryReport) { self.report = report }

  /// One line when something is left to do; nothing when all is well.
  func showLine() {
    if let line { Message.note(line.printable) }
  }

  var line: String? {
    if report.isBusy, !report.entries(.waiting).isEmpty {
      return "ClickUp: another git lora is delivering"
    }
    let counts = [
      words(.waiting, "waiting"), words(.uncertain, "uncertain"), words(.setAside, "set aside"),
      words(.failed, "failed"),
    ].compactMap { $0 }
    guard !counts.isEmpty else { return pending }
    let why = report.obstacle ?? report.lines.first { !$0.reason.isEmpty }?.reason
    return "ClickUp: " + counts.joined(separator: ", ") + (why.map { " (\($0))" } ?? "")
      + "; git lora sync goes on, git lora sync --status shows them"
  }

  /// What others have to bring about is no trouble.
  private var pending: String? {
    guard let first = report.entries(.pending).first else { return nil }
    return "ClickUp: the rest follows after git lora push (\(first.reason))"
  }

  private func words(_ standing: DeliveryReport.Standing, _ word: String) -> String? {
    let count = report.entries(standing).count
    return count == 0 ? nil : "\(count) \(word)"
  }
}
