import LoraMirror
import Testing

/// Moves only when somebody sleeps or a call takes its time.
final class VirtualClock: DeliveryClock {
  var now = 1_800_000_000.0
  private(set) var slept = 0.0
  /// What others do while somebody sleeps, one thing a sleep.
  var moments: [() throws -> Void] = []

  func sleep(until time: Double, unless stop: StopFlag) {
    if !moments.isEmpty {
      do { try moments.removeFirst()() } catch { Issue.record(error) }
    }
    guard time > now, !stop.isRaised else { return }
    slept += time - now
    now = time
  }
}

/// SplitMix64: a schedule is its seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) {
    state = UInt64(seed) &* 0xD134_2543_DE82_EF95 &+ 1
    // Neighbouring seeds must not share a sequence.
    state = next() ^ next() << 1
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// When the process is killed: at the n-th step, a step being a call's work, its answer, or a
/// change of the disk. From then on nothing that it does has any effect.
final class Fate: @unchecked Sendable {
  private(set) var isDead = false
  private(set) var steps = 0
  private var stepsLeft: Int?

  func killAfter(_ steps: Int?) {
    isDead = false
    stepsLeft = steps
  }

  /// Whether the process still lives after this step.
  func step() -> Bool {
    guard !isDead else { return false }
    steps += 1
    guard let left = stepsLeft else { return true }
    stepsLeft = left - 1
    isDead = left <= 0
    return !isDead
  }
}
