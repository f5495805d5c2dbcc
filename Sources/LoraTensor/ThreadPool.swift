import CLoraKernels
import Glibc
import Synchronization

/// A fixed set of plain threads that share out the tiles of one job at a time.
///
/// Any thread takes any tile, so a tile's result must depend on its index alone; then no result
/// depends on how many threads there are. Between jobs the threads spin briefly, then sleep.
final class ThreadPool {
  /// Threads that work on a job, the caller's among them.
  let threads: Int
  private let crew: Crew
  private var handles: [pthread_t] = []

  init(threads: Int) {
    self.threads = max(1, threads)
    crew = Crew()
    for worker in 1..<self.threads {
      var handle = pthread_t()
      let start = Unmanaged.passRetained(Start(crew: crew, worker: worker))
      let status = pthread_create(
        &handle, nil,
        { context in
          let start = Unmanaged<Start>.fromOpaque(context!).takeRetainedValue()
          start.crew.work(as: start.worker)
          return nil
        }, start.toOpaque())
      if status == 0 {
        handles.append(handle)
      } else {
        // Fewer threads are slower, never wrong.
        start.release()
      }
    }
  }

  deinit {
    crew.dismiss()
    for handle in handles { pthread_join(handle, nil) }
  }

  static let maximumTiles = Crew.tileLimit - 1

  /// Calls `body(tile, worker)` once for each tile in 0..<count and returns when all are done.
  ///
  /// `worker` (below `threads`) tells which scratch memory the call may use.
  func run(_ count: Int, _ body: (_ tile: Int, _ worker: Int) -> Void) {
    precondition(count < Crew.tileLimit, "too many tiles")
    if count <= 1 || handles.isEmpty {
      for tile in 0..<max(0, count) { body(tile, 0) }
      return
    }
    withoutActuallyEscaping(body) { crew.run(count, $0) }
  }
}

/// What a new thread is told.
private final class Start {
  let crew: Crew
  let worker: Int

  init(crew: Crew, worker: Int) {
    self.crew = crew
    self.worker = worker
  }
}

/// The state that the threads share.
///
/// `claims` packs a job's number, its tile count and the next tile, so that a thread which wakes
/// up late can never take a tile of a job other than the one it sees. `body` is written only
/// while no tile is left to claim, and read only after a claim: unchecked, yet ordered by `claims`.
private final class Crew: @unchecked Sendable {
  static let tileLimit = 1 << 20
  private static let spins = 4_000

  private let claims = Atomic<UInt64>(0)
  private let finished = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)
  private let dismissed = Atomic<Bool>(false)
  private var body: ((Int, Int) -> Void)?
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(wake, nil)
  }

  deinit {
    pthread_cond_destroy(wake)
    pthread_mutex_destroy(lock)
    wake.deallocate()
    lock.deallocate()
  }

  func run(_ count: Int, _ body: @escaping (Int, Int) -> Void) {
    self.body = body
    finished.store(0, ordering: .relaxed)
    let job = (claims.load(ordering: .relaxed) >> 40) &+ 1
    claims.store(job << 40 | UInt64(count) << 20, ordering: .sequentiallyConsistent)
    if sleepers.load(ordering: .sequentiallyConsistent) > 0 { wakeAll() }
    while takeTile(as: 0) {}
    awaitTiles(count)
    self.body = nil
  }

  /// Gives the processor away when a tile takes long: its thread may be waiting for one.
  private func awaitTiles(_ count: Int) {
    var spins = 0
    while finished.load(ordering: .acquiring) < count {
      spins += 1
      if spins < Self.spins { lora_spin_pause() } else { sched_yield() }
    }
  }

  func work(as worker: Int) {
    var idle = 0
    while !dismissed.load(ordering: .relaxed) {
      if takeTile(as: worker) {
        idle = 0
      } else if idle < Self.spins {
        idle += 1
        lora_spin_pause()
      } else {
        sleepUntilWork()
        idle = 0
      }
    }
  }

  func dismiss() {
    dismissed.store(true, ordering: .sequentiallyConsistent)
    wakeAll()
  }

  private var hasWork: Bool {
    let word = claims.load(ordering: .sequentiallyConsistent)
    return Self.next(word) < Self.count(word)
  }

  private static func next(_ word: UInt64) -> Int { Int(word & 0xFFFFF) }
  private static func count(_ word: UInt64) -> Int { Int(word >> 20 & 0xFFFFF) }

  private func takeTile(as worker: Int) -> Bool {
    while true {
      let word = claims.load(ordering: .acquiring)
      guard Self.next(word) < Self.count(word) else { return false }
      let claim = claims.compareExchange(
        expected: word, desired: word + 1, ordering: .acquiringAndReleasing)
      guard claim.exchanged else { continue }
      body?(Self.next(word), worker)
      finished.wrappingAdd(1, ordering: .releasing)
      return true
    }
  }

  private func wakeAll() {
    pthread_mutex_lock(lock)
    pthread_cond_broadcast(wake)
    pthread_mutex_unlock(lock)
  }

  private func sleepUntilWork() {
    sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    pthread_mutex_lock(lock)
    while !hasWork && !dismissed.load(ordering: .sequentiallyConsistent) {
      pthread_cond_wait(wake, lock)
    }
    pthread_mutex_unlock(lock)
    sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
  }
}
