import LoraExperiment

/// One line at the bottom of the terminal that is rewritten in place; elsewhere, a plain line now
/// and then, so that a log file stays readable.
struct ProgressLine {
  private let terminal: Terminal
  private var lastPlainTenth = -1
  private var isShown = false

  init(terminal: Terminal = .errors) { self.terminal = terminal }

  struct Position {
    var step: Int
    var totalSteps: Int?
    var epoch: Double?
    var loss: Float
    var tokensPerSecond: Double?
    var secondsLeft: Double?
  }

  mutating func show(_ position: Position) {
    if terminal.isInteractive {
      write("\r\u{1B}[K" + Self.text(position, columns: terminal.columns))
      isShown = true
    } else if let tenth = tenth(of: position), tenth > lastPlainTenth {
      lastPlainTenth = tenth
      write(Self.text(position, columns: 100) + "\n")
    }
  }

  /// Takes the line away, so that something lasting can be printed.
  mutating func clear() {
    guard isShown else { return }
    write("\r\u{1B}[K")
    isShown = false
  }

  /// The last state stays on the screen.
  mutating func finish() {
    if isShown { write("\n") }
    isShown = false
  }

  private func tenth(of position: Position) -> Int? {
    guard let total = position.totalSteps, total > 0 else { return position.step / 50 }
    return position.step * 10 / total
  }

  private func write(_ text: String) { StandardError.write(text) }

  /// The bar takes what the numbers leave; numbers are padded, so that nothing jumps.
  static func text(_ position: Position, columns: Int) -> String {
    let details = details(of: position)
    guard let total = position.totalSteps, total > 0 else { return details.truncated(to: columns) }
    let room = min(30, columns - details.columns - 8)
    guard room >= 5 else { return details.truncated(to: columns) }
    return bar(fraction: Double(position.step) / Double(total), width: room) + "  " + details
  }

  private static func details(of position: Position) -> String {
    let step = position.totalSteps.map { total in
      "step \(String(position.step).padded(to: String(total).count, right: true))/\(total)"
    }
    return [
      step ?? "step \(position.step)",
      position.epoch.map { "epoch \(Numbers.fixed($0, 2))" },
      "loss \(Numbers.loss(position.loss))",
      position.tokensPerSecond.map {
        "\(Numbers.fixed($0, 0)) tokens/s".padded(to: 15, right: true)
      },
      position.secondsLeft.map { "\(Numbers.duration($0)) left".padded(to: 16, right: true) },
    ].compactMap { $0 }.joined(separator: "  ")
  }

  private static func bar(fraction: Double, width: Int) -> String {
    let share = min(1, max(0, fraction))
    let filled = Int(clamping: share * Double(width))
    let percent = "\(Int(clamping: share * 100))%".padded(to: 4, right: true)
    return percent + " " + String(repeating: "█", count: filled)
      + String(repeating: "░", count: width - filled)
  }
}
