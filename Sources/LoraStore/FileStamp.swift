import Glibc
import LoraFiles

/// What the file system says of a file without reading it; times in nanoseconds since 1970.
struct FileStamp: Hashable, Sendable {
  let device: UInt64
  let inode: UInt64
  let bytes: Int
  let modified: Int
  let changed: Int

  init(_ path: String) throws(StoreError) {
    var status = stat()
    try onDisk(SystemCall.run("look at", path) { stat(path, &status) })
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    bytes = Int(status.st_size)
    modified = FileStamp.nanoseconds(status.st_mtim)
    changed = FileStamp.nanoseconds(status.st_ctim)
  }

  /// - Parameter numbers: the five in the order of `text`.
  init(_ numbers: [Int]) {
    (device, inode) = (UInt64(bitPattern: Int64(numbers[0])), UInt64(bitPattern: Int64(numbers[1])))
    (bytes, modified, changed) = (numbers[2], numbers[3], numbers[4])
  }

  var text: String { "\(device) \(inode) \(bytes) \(modified) \(changed)" }

  /// Whether any later write would get another stamp than this one: both times lie before
  /// `moment`, on the clock that stamps files. A file system without fractions of a second keeps
  /// whole ones, or even ones.
  func isOlder(than moment: Int) -> Bool {
    let second = 1_000_000_000
    let isCoarse = modified % second == 0 && changed % second == 0
    return max(modified, changed) + (isCoarse ? 2 * second : 0) < moment
  }

  /// This moment on the clock that Linux stamps files with.
  static var now: Int {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &moment)
    return nanoseconds(moment)
  }

  private static func nanoseconds(_ time: timespec) -> Int {
    time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
