import LoraClickUp
import LoraHTTP

/// What goes wrong with one call.
enum Fault: Sendable {
  /// Done, but the answer is lost.
  case dropAfterWork
  /// The answer is lost; done some seconds later.
  case workAfterDrop(Double)
  /// The request is lost.
  case lost
  /// No connection; nothing left this machine.
  case noConnection
  /// The connection breaks in the middle of a body.
  case bodyCut
  case serverError(afterWork: Bool)
  /// Stored shorter than it was sent, and answered as if all were well.
  case storedCut
  case rateLimit(seconds: Double)
  case planLimit
  case taskDeleted
  case storageFull
  /// The token's user may not do that here.
  case forbidden
  case badToken
  /// 413: the file is too large.
  case tooLarge
  /// A read shows the board as it was so many seconds ago.
  case stale(Double)
  case reordered
  /// The page before is sent again.
  case samePage

  static let afterSending = HTTPError(
    .connection("the connection was lost"), request: "", sent: .perhapsAll)
  static let beforeSending = HTTPError(.connection("no connection"), request: "")
  static let whileSending = HTTPError(
    .connection("the connection was lost"), request: "", sent: .part(bytes: 10, of: 20))
}

/// Which fault the next call meets, if any.
protocol FaultSource {
  func next(for call: MemoryBoard.Call) -> Fault?
}

struct NoFaults: FaultSource {
  func next(for call: MemoryBoard.Call) -> Fault? { nil }
}

/// One fault for the n-th call of a kind.
final class ScriptedFaults: FaultSource {
  private var faults: [(call: MemoryBoard.Call, fault: Fault)]

  init(_ faults: [(MemoryBoard.Call, Fault)]) { self.faults = faults }

  func next(for call: MemoryBoard.Call) -> Fault? {
    guard let index = faults.firstIndex(where: { $0.call == call }) else { return nil }
    return faults.remove(at: index).fault
  }
}

/// Faults by a seed, of every kind that makes sense for the call.
final class SeededFaults: FaultSource {
  private var random: SeededGenerator
  private let share: Double

  init(seed: Int, share: Double) {
    random = SeededGenerator(seed: seed)
    self.share = share
  }

  func next(for call: MemoryBoard.Call) -> Fault? {
    guard Double.random(in: 0..<1, using: &random) < share else { return nil }
    let seconds = Double.random(in: 1...40, using: &random)
    let harmless: [Fault] = [
      .noConnection, .serverError(afterWork: false), .rateLimit(seconds: seconds),
    ]
    // What leaves doubt comes more often.
    guard Int.random(in: 0..<4, using: &random) > 0 else {
      return harmless.randomElement(using: &random)
    }
    return doubtful(call, seconds).randomElement(using: &random)
  }

  private func doubtful(_ call: MemoryBoard.Call, _ seconds: Double) -> [Fault] {
    switch call {
    case .readTask, .readUser: return [.stale(seconds), .lost]
    case .readComments: return [.stale(seconds), .lost, .reordered, .samePage]
    case .postComment:
      // Longer than the looks take: it turns up after it was posted again.
      return [
        .dropAfterWork, .workAfterDrop(seconds * 6), .lost, .serverError(afterWork: true),
      ]
    case .upload:
      return [
        .dropAfterWork, .workAfterDrop(seconds * 6), .lost, .bodyCut, .storedCut,
        .serverError(afterWork: true),
      ]
    case .setStatus, .setField, .updateComment, .deleteComment, .setDescription:
      return [.dropAfterWork, .workAfterDrop(seconds / 2), .lost, .serverError(afterWork: true)]
    }
  }
}
