import FoundationEssentials
import Glibc
import LoraExperiment

/// The journal that the parent process follows: one JSON object a line, one `write` a line.
///
/// Without `GIT_LORA_EVENTS` the program was started by hand, and events go nowhere.
final class EventJournal {
  private let descriptor: Int32?
  private var sequence = 0

  init() throws(Failure) {
    guard let path = environment("GIT_LORA_EVENTS") else {
      descriptor = nil
      return
    }
    let opened = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard opened >= 0 else {
      throw Failure(.cannotWrite, "\(path): \(String(cString: strerror(errno)))")
    }
    descriptor = opened
  }

  deinit { if let descriptor { close(descriptor) } }

  func write(_ kind: TrainingEvent.Kind, _ fill: (inout TrainingEvent) -> Void) throws(Failure) {
    guard let descriptor else { return }
    sequence += 1
    let time = Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    var event = TrainingEvent(kind, sequence: sequence, time: time)
    fill(&event)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(event) else { return }
    let bytes = Array(line) + [0x0A]
    // A pipe or a full disk may take a part only; the reader skips what is then no JSON.
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw Failure(
        .cannotWrite, "the journal cannot be written: \(String(cString: strerror(errno)))")
    }
  }
}
