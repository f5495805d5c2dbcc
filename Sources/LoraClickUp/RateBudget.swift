/// The calls that a token may still make, counted ahead of time and shared by all processes of
/// this machine.
final class RateBudget {
  private let shared: SharedFile?
  private var known: RateWindow?

  /// Without `shared` this process counts alone.
  init(shared: SharedFile?) { self.shared = shared }

  /// Takes one call out of the budget, or says how long to wait before asking again.
  func take(at now: Double) -> Double {
    update { window in
      guard var current = window, current.reset > now else { return (nil, 0) }
      let wait = current.wait(at: now)
      if wait == 0 { current.remaining -= 1 }
      return (current, wait)
    }
  }

  /// What an answer's headers say.
  func learn(_ answered: RateWindow?, at now: Double) {
    guard let answered else { return }
    _ = update { window in (window?.merged(with: answered, at: now) ?? answered, 0) }
  }

  /// As last heard of.
  var window: RateWindow? { known }

  private func update(_ change: (RateWindow?) -> (RateWindow?, Double)) -> Double {
    var wait = 0.0
    var isShared = false
    shared?.update { text in
      isShared = true
      (known, wait) = change(RateWindow(line: text) ?? known)
      return known?.line ?? ""
    }
    if !isShared { (known, wait) = change(known) }
    return wait
  }
}
