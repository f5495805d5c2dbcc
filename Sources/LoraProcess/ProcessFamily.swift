import Glibc
import LoraFiles

/// The processes that a program has started, directly or not, and that run on this machine.
///
/// A program in a session of its own that nobody waits for is found, too: by its ancestor as long as
/// that adopts orphans (`Orphans`), by its session, and by a variable of the environment that it was
/// started with. No way alone finds all: an ancestor may be gone, a program may clear its environment.
public struct ProcessFamily: Sendable {
  private let ancestor: Int32?
  private let mark: [UInt8]
  private let since: UInt64

  /// - Parameters:
  ///   - ancestor: a process that leads a session; it is no member itself.
  ///   - mark: `NAME=value` of the environment.
  ///   - since: `ProcessStatus.startTicks` of the first that carries the mark.
  public init(ancestor: Int32?, mark: String, since: UInt64 = 0) {
    self.ancestor = ancestor
    self.mark = Array(mark.utf8)
    self.since = since
  }

  /// Those that have not ended, without this process itself.
  public func members() -> [ProcessStatus] {
    let all = ProcessStatus.all()
    let descendants = descendants(among: all)
    return all.filter { process in
      guard process.pid != getpid(), process.pid != ancestor else { return false }
      return descendants.contains(process.pid) || process.session == ancestor
        || process.startTicks >= since && isMarked(process.pid)
    }
  }

  /// Sends the signal to every member.
  public func signal(_ number: Int32) { for process in members() { kill(process.pid, number) } }

  /// Ends every member: SIGTERM, and SIGKILL for those that are there after `patience` seconds.
  ///
  /// - Parameter pause: waits for about that many milliseconds; whoever is their parent also asks
  ///   for their ends then.
  /// - Returns: whether all are gone; the kernel may hold one that waits for a broken device.
  @discardableResult
  public func end(patience: Double, pause: (Int32) -> Void) -> Bool {
    var told: Set<Int32> = []
    let (end, limit) = (Deadline(limit: patience), Deadline(limit: patience + 5))
    var milliseconds: Int32 = 5
    while true {
      let left = members()
      if left.isEmpty { return true }
      if limit.passed != nil { return false }
      for process in left {
        if end.passed != nil {
          kill(process.pid, SIGKILL)
        } else if told.insert(process.pid).inserted {
          kill(process.pid, SIGTERM)
          // A stopped one would not hear it.
          kill(process.pid, SIGCONT)
        }
      }
      pause(milliseconds)
      milliseconds = min(milliseconds * 2, 200)
    }
  }

  private func descendants(among all: [ProcessStatus]) -> Set<Int32> {
    guard let ancestor else { return [] }
    let children = Dictionary(grouping: all, by: \.parent)
    var found: Set<Int32> = []
    var next = [ancestor]
    while let parent = next.popLast() {
      for child in children[parent] ?? [] where found.insert(child.pid).inserted {
        next.append(child.pid)
      }
    }
    return found
  }

  private func isMarked(_ pid: Int32) -> Bool {
    guard let variables = (try? Files.read("/proc/\(pid)/environ")) ?? nil else { return false }
    return variables.split(separator: 0).contains { $0.elementsEqual(mark) }
  }
}
