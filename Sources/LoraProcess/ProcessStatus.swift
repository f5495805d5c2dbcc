import Glibc
import LoraFiles

/// What the kernel says of one process: `/proc/<pid>/stat`, by proc(5).
public struct ProcessStatus: Sendable, Equatable {
  public let pid: Int32
  public let parent: Int32
  public let group: Int32
  public let session: Int32
  /// Clock ticks between boot and the process's start.
  public let startTicks: UInt64
  /// It has ended, and its parent has not asked yet.
  public let isZombie: Bool

  /// Nil when there is no such process.
  public init?(of pid: Int32) {
    let file = open("/proc/\(pid)/stat", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    // One short read: a machine may have thousands of processes.
    let line = [UInt8](unsafeUninitializedCapacity: 1024) { buffer, count in
      count = max(0, read(file, buffer.baseAddress, buffer.count))
    }
    self.init(pid, line)
  }

  private init?(_ pid: Int32, _ line: [UInt8]) {
    // The name in parentheses may itself hold spaces and parentheses.
    guard let end = line.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = line[(end + 1)...].split(separator: UInt8(ascii: " "))
    guard fields.count > Field.start else { return nil }
    func number<Value: FixedWidthInteger>(_ field: Int) -> Value? {
      Value(String(decoding: fields[field], as: UTF8.self))
    }
    guard let parent: Int32 = number(Field.parent), let group: Int32 = number(Field.group),
      let session: Int32 = number(Field.session), let start: UInt64 = number(Field.start)
    else { return nil }
    self.pid = pid
    (self.parent, self.group, self.session, startTicks) = (parent, group, session, start)
    isZombie = fields[Field.state].first.map { "ZXx".utf8.contains($0) } ?? false
  }

  /// Counted from the one after the name, which is proc(5)'s third.
  private enum Field {
    static let (state, parent, group, session, start) = (0, 1, 2, 3, 19)
  }

  /// Every process that this one may see and that has not ended.
  public static func all() -> [ProcessStatus] {
    Files.names(in: "/proc").compactMap { Int32($0) }.compactMap { ProcessStatus(of: $0) }
      .filter { !$0.isZombie }
  }
}
