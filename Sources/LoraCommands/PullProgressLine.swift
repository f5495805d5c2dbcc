import LoraExperiment
import LoraIntake

/// The bottom line of the terminal while attachments come.
final class PullProgressLine {
  private let isShown: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant?

  init(isShown: Bool) {
    self.isShown = isShown
    start = clock.now
  }

  func show(_ progress: PullProgress) {
    guard isShown else { return }
    let now = clock.now
    if let last, now - last < .milliseconds(100) { return }
    last = now
    let text = Self.text(
      progress, seconds: (now - start) / .seconds(1), columns: Terminal.errors.columns)
    StandardError.write("\r\u{1B}[K" + text)
  }

  func clear() {
    if last != nil { StandardError.write("\r\u{1B}[K") }
    last = nil
  }

  static func text(_ progress: PullProgress, seconds: Double, columns: Int) -> String {
    let share =
      progress.totalBytes > 0
      ? min(1, Double(progress.receivedBytes) / Double(progress.totalBytes)) : 0
    let filled = Int(clamping: share * 20)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    let rate =
      seconds > 0.5
      ? "  \(Numbers.bytes(Int(clamping: Double(progress.receivedBytes) / seconds)))/s" : ""
    let percent = "\(Int(clamping: share * 100))%".padded(to: 4, right: true)
    let text =
      "\(percent) \(bar)  \(progress.number)/\(progress.count)\(rate)  \(progress.title.printable)"
    return text.truncated(to: columns)
  }
}
