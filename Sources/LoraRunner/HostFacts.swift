import Glibc
import LoraExperiment
import LoraNames

extension HostIdentity {
  /// The machine this process runs on.
  static func current() -> HostIdentity {
    var names = utsname()
    uname(&names)
    return HostIdentity(
      name: text(of: names.nodename),
      system: "\(text(of: names.sysname)) \(text(of: names.release))",
      processor: processorName() ?? text(of: names.machine),
      cores: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  private static func text<T>(of field: T) -> String {
    withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  private static func processorName() -> String? {
    guard let file = fopen("/proc/cpuinfo", "re") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard text.begins(with: "model name"), let colon = text.firstIndex(of: ":") else { continue }
      return String(text[text.index(after: colon)...].drop { $0 == " " }.prefix { $0 != "\n" })
    }
    return nil
  }
}
