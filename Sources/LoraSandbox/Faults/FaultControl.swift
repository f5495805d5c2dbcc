import Glibc
import Synchronization

/// The faults in force. The file is read again when it changes, and counting begins anew: a test need
/// not start another server.
final class FaultControl: Sendable {
  struct Decision: Sendable {
    var effect: Fault.Effect?
    /// What a stale read sees.
    var olderState: State?
  }

  private struct Held {
    var schedule: FaultSchedule
    var stale = StaleReads()
    var mark: FileMark?
  }

  private let path: String?
  private let seed: UInt64
  private let held: Mutex<Held>
  private let complain: @Sendable (String) -> Void

  /// `complain` hears of a file that has changed into something unreadable.
  init(
    path: String?, seed: UInt64, store: Store, complain: @escaping @Sendable (String) -> Void
  ) throws(SandboxError) {
    self.path = path
    self.seed = seed
    self.complain = complain
    var file = FaultFile()
    if let path { file = try FaultFile(FileCalls.readAll(path), name: path) }
    store.rememberPast(file.reach)
    held = Mutex(
      Held(schedule: FaultSchedule(file, seed: seed), mark: path.flatMap(FileMark.init)))
  }

  /// Counts the request and says what happens to it.
  func next(_ method: String, _ path: [String], store: Store, clock: Int) -> Decision {
    held.withLock { held in
      reload(&held, store)
      let fault = held.schedule.next(method, path)
      if case .stale(let changes, let reads, let seconds)? = fault?.effect, let fault {
        held.stale.begin(
          fault.route, store.state(before: changes), reads: reads, seconds: seconds, clock: clock)
      }
      return Decision(
        effect: fault?.effect, olderState: held.stale.state(for: method, path, clock: clock))
    }
  }

  private func reload(_ held: inout Held, _ store: Store) {
    guard let path, let mark = FileMark(path), mark != held.mark else { return }
    held.mark = mark
    do throws(SandboxError) {
      let file = try FaultFile(FileCalls.readAll(path), name: path)
      store.rememberPast(file.reach)
      held.schedule = FaultSchedule(file, seed: seed)
      held.stale = StaleReads()
    } catch {
      complain("\(error); the faults stay as they were")
    }
  }
}

/// By what one sees that a file is no longer the one that was read.
private struct FileMark: Equatable {
  private let seconds: Int
  private let nanoseconds: Int
  private let size: Int
  private let inode: UInt

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
    size = Int(status.st_size)
    inode = UInt(status.st_ino)
  }
}
