import Glibc

/// How much memory there can be at most, so that what cannot fit is refused before it is asked for.
public enum MachineMemory {
  /// Bytes of this machine's memory, or fewer where the process is limited (`ulimit -v`).
  public static let bytes: Int = {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let machine = pages > 0 ? pages * sysconf(Int32(_SC_PAGESIZE)) : Int.max
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      let allowed = Int(exactly: limit.rlim_cur)
    else { return machine }
    return min(machine, allowed)
  }()

  /// For example `1.5 GB`.
  public static func inWords(_ bytes: Double) -> String {
    "\((bytes / 100_000_000).rounded() / 10) GB"
  }
}
