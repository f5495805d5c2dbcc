/// Which fault strikes which request: each rule counts the requests of its route, and the first rule
/// that strikes wins.
package struct FaultSchedule: Sendable {
  fileprivate struct Rule {
    let fault: Fault
    var seen = 0
    var struck = 0
    var generator: SplitMix64
  }

  private var rules: [Rule]

  package init(_ file: FaultFile, seed: UInt64) {
    rules = file.faults.enumerated().map { place, fault in
      Rule(
        fault: fault, generator: SplitMix64(seed: SplitMix64.value(seed: seed, at: UInt64(place))))
    }
  }

  /// The fault of this request, if any. Call once a request.
  package mutating func next(_ method: String, _ path: [String]) -> Fault? {
    var found: Fault?
    for place in rules.indices where rules[place].fault.route.fits(method, path) {
      if rules[place].strikes(mayStrike: found == nil) { found = rules[place].fault }
    }
    return found
  }
}

extension FaultSchedule.Rule {
  /// Counts the request, and draws its lot, even when another rule strikes: schedules stay the same
  /// when rules are added after them.
  fileprivate mutating func strikes(mayStrike: Bool) -> Bool {
    seen += 1
    let drawn = Double(generator.next() >> 11) / Double(1 << 53)
    let isDue: Bool =
      switch fault.occasion {
      case .always: true
      case .nth(let numbers): numbers.contains(seen)
      case .every(let number): seen % number == 0
      case .probability(let share): drawn < share
      }
    guard isDue, mayStrike, struck < fault.times ?? .max else { return false }
    struck += 1
    return true
  }
}
