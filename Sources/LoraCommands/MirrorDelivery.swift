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
      MirrorText(report).showLine(of: mirror.outbox)
    } catch let error as ClickUpAccessError {
      Message.note("ClickUp: \(error); git lora sync brings what waits")
    } catch {
      Message.warning("ClickUp: \(error)".printable)
    }
  }
}
