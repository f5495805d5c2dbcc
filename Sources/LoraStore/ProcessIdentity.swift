import Glibc
import LoraFiles
import LoraProcess

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
    guard let status = ProcessStatus(of: pid), !status.isZombie else { return nil }
    self.init(status)
  }

  /// Of a child that this process has not waited for yet, even if it has ended already.
  public init?(ofChild pid: Int32) {
    guard let status = ProcessStatus(of: pid) else { return nil }
    self.init(status)
  }

  private init(_ status: ProcessStatus) {
    pid = status.pid
    startTicks = status.startTicks
    boot = ProcessIdentity.currentBoot
    host = ProcessIdentity.currentHost
  }

  public static var current: ProcessIdentity? { ProcessIdentity(of: getpid()) }

  /// Whether the process still runs; nil when this machine cannot know, because it ran on another.
  public var isAlive: Bool? {
    if boot == ProcessIdentity.currentBoot { return ProcessIdentity(of: pid) == self }
    return host == ProcessIdentity.currentHost ? false : nil
  }

  /// Whether it was started since this machine was, so that its number may still mean it.
  var isOfThisBoot: Bool { boot == ProcessIdentity.currentBoot }

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
