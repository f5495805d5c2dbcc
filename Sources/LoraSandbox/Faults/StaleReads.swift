/// Routes whose reads see an older state for a while.
package struct StaleReads: Sendable {
  private struct Window {
    let route: RoutePattern
    let state: State
    var reads: Int
    let end: Int
  }

  private var windows: [Window] = []

  package init() {}

  /// From now on, until so many reads or seconds are over; one read when neither is said.
  package mutating func begin(
    _ route: RoutePattern, _ state: State, reads: Int?, seconds: Int?, clock: Int
  ) {
    windows.removeAll { $0.route == route }
    windows.append(
      Window(
        route: route, state: state, reads: reads ?? (seconds == nil ? 1 : .max),
        end: seconds.map { clock + $0 * 1000 } ?? .max))
  }

  /// The state that this read sees, if it is an older one. Counts the read.
  package mutating func state(for method: String, _ path: [String], clock: Int) -> State? {
    guard method == "GET" else { return nil }
    windows.removeAll { $0.end <= clock || $0.reads <= 0 }
    guard let place = windows.firstIndex(where: { $0.route.fits(method, path) }) else { return nil }
    windows[place].reads -= 1
    return windows[place].state
  }
}
