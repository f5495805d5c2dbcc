public import Glibc

/// What the file system says of a file without reading it; times in nanoseconds since 1970.
public struct FileStamp: Hashable, Sendable, Codable {
  public let device: UInt64
  public let inode: UInt64
  public let bytes: Int
  public let modified: Int
  public let changed: Int

  /// Of what a link leads to.
  public init(_ path: String) throws(FileError) {
    var status = stat()
    try SystemCall.run("look at", path) { stat(path, &status) }
    self.init(status)
  }

  public init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    bytes = Int(status.st_size)
    modified = FileStamp.nanoseconds(status.st_mtim)
    changed = FileStamp.nanoseconds(status.st_ctim)
  }

  public init(device: UInt64, inode: UInt64, bytes: Int, modified: Int, changed: Int) {
    (self.device, self.inode, self.bytes) = (device, inode, bytes)
    (self.modified, self.changed) = (modified, changed)
  }

  /// Whether any later write would get another stamp than this one: both times lie before
  /// `moment`, on the clock that stamps files. A file system without fractions of a second keeps
  /// whole ones, or even ones.
  public func isOlder(than moment: Int) -> Bool {
    let second = 1_000_000_000
    let isCoarse = modified % second == 0 && changed % second == 0
    return max(modified, changed) + (isCoarse ? 2 * second : 0) < moment
  }

  /// This moment on the clock that Linux stamps files with.
  public static var now: Int {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &moment)
    return nanoseconds(moment)
  }

  private static func nanoseconds(_ time: timespec) -> Int {
    time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
