/// The numbers that a run's files have: of those that wait, and of those that were delivered.
struct RunFiles {
  private let waiting: [OutboxEntry]
  private let delivered: [Int: Delivered]

  /// - Parameter entries: of whatever run.
  init(of run: RunLedger, waiting entries: [OutboxEntry]) {
    waiting = entries.filter { $0.run == run.run && $0.key.kind == .file }
    let numbered = run.delivered.compactMap { name, effect in
      EffectKey.number(of: name, .file).map { ($0, effect) }
    }
    delivered = Dictionary(numbered) { first, _ in first }
  }

  /// The file that stands in for a broken one. A process may have ended after it wrote the one and
  /// before it could say so of the other.
  func replacement(of number: Int) -> Int? {
    waiting.first { $0.replaces == number }?.key.number
      ?? delivered.first { $0.value.replaces == number }?.key
  }

  /// Above every number that the run itself has given or will give, the last of which is `last`.
  func next(after last: Int) -> Int {
    max(last, waiting.map(\.key.number).max() ?? 0, delivered.keys.max() ?? 0) + 1
  }
}
