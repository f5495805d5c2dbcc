import Glibc
import LoraFiles

/// One process, told apart from every later one that gets the same number.
public struct ProcessIdentity: Sendable, Codable, Equatable {
  public var pid: Int32
  /// Clock ticks between boot and the process's start (field 22 of `/proc/<pid>/stat`).
  public var startTicks: UInt64
  /// `/proc/sys/kernel/random/boot_id`: another one after each boot.
  public var boot: String
  public var host: String

  /// Of a running process; nil when there is none of that number.
  public init?(of pid: Int32) {
    guard let ticks = ProcessIdentity.startTicks(of: pid) else { return nil }
    self.pid = pid
    startTicks = ticks
    boot = ProcessIdentity.currentBoot
    host = ProcessIdentity.currentHost
  }

  public static var current: ProcessIdentity? { ProcessIdentity(of: getpid()) }

  /// Whether the process still runs; nil when this machine cannot know, because it ran on another.
  public var isAlive: Bool? {
    if boot == ProcessIdentity.currentBoot {
      return ProcessIdentity.startTicks(of: pid) == startTicks
    }
    return host == ProcessIdentity.currentHost ? false : nil
  }

  private static func startTicks(of pid: Int32) -> UInt64? {
    guard let bytes = try? Files.read("/proc/\(pid)/stat"),
      // The name in parentheses may itself hold spaces and parentheses.
      let end = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = bytes[(end + 1)...].split(separator: 0x20)
    let (state, start) = (0, 19)
    // A zombie has ended; its parent merely has not asked yet.
    guard fields.count > start, fields[state] != [UInt8(ascii: "Z")] else { return nil }
    return UInt64(String(decoding: fields[start], as: UTF8.self))
  }

  private static var currentBoot: String {
    let bytes = (try? Files.read("/proc/sys/kernel/random/boot_id")) ?? []
    return String(decoding: bytes.prefix(36), as: UTF8.self)
  }

  private static var currentHost: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
