import LoraFiles

/// A run area whose run is alive for as long as this value is: the kernel drops its lock when the
/// process ends, however it ends.
public final class HeldRunArea {
  public let area: RunArea
  private let lock: FileLock

  init(_ area: RunArea) throws(StoreError) {
    self.area = area
    lock = try onDisk(FileLock(area.lockFile))
  }
}
