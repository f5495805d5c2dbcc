/// How long the rest will take, from the steps seen so far.
///
/// The first step seen only starts the clock: before it lies the loading of the model.
struct RemainingTime {
  private let clock = ContinuousClock()
  private var start: (step: Int, at: ContinuousClock.Instant)?
  private var latest: (step: Int, at: ContinuousClock.Instant)?

  mutating func note(step: Int) {
    let now = (step: step, at: clock.now)
    if start == nil { start = now }
    latest = now
  }

  func left(of total: Int?) -> Double? {
    guard let total, let start, let latest, latest.step > start.step else { return nil }
    let elapsed = (latest.at - start.at) / .seconds(1)
    return elapsed / Double(latest.step - start.step) * Double(max(0, total - latest.step))
  }
}
