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

  /// Nil when another process has it.
  init?(ifFree area: RunArea) throws(StoreError) {
    self.area = area
    guard let lock = try onDisk(FileLock(ifFree: area.lockFile)) else { return nil }
    self.lock = lock
  }
}

extension RunStore {
  /// Takes over the area of a run whose process is gone, made anew where it is missing; nil when
  /// another process has it.
  ///
  /// Whoever only looks whether it is free has it for a moment: so it is asked for several times.
  public func hold(_ area: RunArea) throws(StoreError) -> HeldRunArea? {
    try onDisk(Files.makeFolder(area.output))
    for attempt in 0..<8 {
      if let held = try HeldRunArea(ifFree: area) { return held }
      Pause.briefly(attempt)
    }
    return nil
  }
}
