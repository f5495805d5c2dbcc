import Glibc

/// Room for files.
enum DiskSpace {
  private static let reserve = 200_000_000

  /// Bytes that the folder's disk can take and still be of use to others.
  static func spare(at folder: String) -> Int? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    let free = Int(clamping: UInt64(status.f_bavail)).multipliedReportingOverflow(
      by: Int(status.f_frsize))
    return free.overflow ? nil : max(0, free.partialValue - reserve)
  }
}
