import Glibc

/// Waiting for another process to let go of a reference.
enum Pause {
  /// 1 to 2 ms at first, up to 32 to 64, at random so that two do not keep step.
  static func briefly(_ attempt: Int) {
    let most = 2_000 << min(attempt, 5)
    usleep(UInt32.random(in: UInt32(most / 2)...UInt32(most)))
  }
}
