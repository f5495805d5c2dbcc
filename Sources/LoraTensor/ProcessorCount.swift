import CLoraKernels
import FoundationEssentials

/// How many processors this process may use.
enum ProcessorCount {
  /// The affinity mask's count, lowered to the control group's CPU quota (rounded up); at least 1.
  static let available: Int = {
    let allowed = Int(lora_allowed_processors())
    guard let quota = groupQuota() else { return allowed }
    return max(1, min(allowed, Int(exactly: quota.rounded(.up)) ?? allowed))
  }()

  /// Processors' worth of time a second; nil without a limit. A limit of any ancestor binds.
  private static func groupQuota() -> Double? {
    guard let groups = try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8) else {
      return nil
    }
    var quotas: [Double] = []
    for line in groups.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      if parts[1].isEmpty {
        quotas += ancestors(of: parts[2]).compactMap { unifiedQuota("/sys/fs/cgroup" + $0) }
      } else if parts[1].split(separator: ",").contains("cpu") {
        quotas += ancestors(of: parts[2]).compactMap { legacyQuota("/sys/fs/cgroup/cpu" + $0) }
      }
    }
    return quotas.min()
  }

  /// `/a/b` → `/a/b`, `/a`, and the empty root.
  private static func ancestors(of path: Substring) -> [String] {
    var names = path.split(separator: "/")
    var all: [String] = []
    while !names.isEmpty {
      all.append("/" + names.joined(separator: "/"))
      names.removeLast()
    }
    return all + [""]
  }

  private static func unifiedQuota(_ folder: String) -> Double? {
    let fields = numbers(folder + "/cpu.max")
    guard fields.count == 2, let quota = fields[0], let period = fields[1], period > 0 else {
      return nil
    }
    return quota / period
  }

  private static func legacyQuota(_ folder: String) -> Double? {
    guard let quota = numbers(folder + "/cpu.cfs_quota_us").first ?? nil, quota > 0,
      let period = numbers(folder + "/cpu.cfs_period_us").first ?? nil, period > 0
    else { return nil }
    return quota / period
  }

  private static func numbers(_ path: String) -> [Double?] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return text.split(whereSeparator: \.isWhitespace).map { Double($0) }
  }
}
