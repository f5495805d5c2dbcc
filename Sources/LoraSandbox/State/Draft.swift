/// What one request is about to change: reads see the state as it was, writes gather as changes, and
/// nothing has happened until they are in the journal.
package struct Draft {
  package let state: State
  /// Milliseconds, later than every change before.
  package let now: Int
  package private(set) var changes: [Change] = []
  private var counters: Counters

  package init(_ state: State, clock: Int) {
    self.state = state
    now = max(clock, state.counters.lastTime + 1)
    counters = state.counters
    counters.lastTime = now
  }

  package mutating func add(_ change: Change) {
    if changes.isEmpty { changes.append(.counters(counters)) }
    changes.append(change)
    changes[0] = .counters(counters)
  }

  package var fieldUses: Int { counters.fieldUses }

  package mutating func useField() { counters.fieldUses += 1 }

  /// Like `86ahm90z4`.
  package mutating func newTaskID() -> String {
    while true {
      let text = String(nextRandom() % 78_364_164_096, radix: 36)
      let id = "86" + String(repeating: "0", count: 7 - text.count) + text
      if state.tasks[id] == nil { return id }
    }
  }

  /// Like `90130269140791`: rising, and above 2³².
  package mutating func newCommentID() -> Int { 90_130_000_000_000 + nextSerial() * 137 }

  /// Like `901704940690`, for lists, folders and spaces.
  package mutating func newNumberID() -> String { String(901_700_000_000 + nextSerial() * 31) }

  /// Like `1963465985517105840`, for what was worked.
  package mutating func newEntryID() -> String {
    String(1_963_000_000_000_000_000 + nextSerial() * 1_057)
  }

  package mutating func newCustomID() -> String? {
    guard let prefix = state.workspace.customIDPrefix else { return nil }
    counters.customID += 1
    return "\(prefix)-\(counters.customID)"
  }

  package mutating func newUUID() -> String { UUIDText.make(nextRandom(), nextRandom()) }

  /// Eight letters, as status ids end in.
  package mutating func newMark() -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    var number = nextRandom()
    return String(
      (0..<8).map { _ in
        defer { number /= 62 }
        return letters[Int(number % 62)]
      })
  }

  private mutating func nextSerial() -> Int {
    counters.serial += 1
    return counters.serial
  }

  private mutating func nextRandom() -> UInt64 {
    SplitMix64.value(seed: state.workspace.seed, at: UInt64(nextSerial()))
  }
}
