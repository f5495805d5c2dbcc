import Glibc

/// `lora-train`, which is installed beside `git-lora`.
enum BuiltInTrainer {
  /// The one next to this very program, so that both are of one version; else whatever `PATH` has.
  static var program: String {
    guard let own = FilePath.resolved("/proc/self/exe"), let slash = own.lastIndex(of: "/") else {
      return "lora-train"
    }
    let beside = own[...slash] + "lora-train"
    return access(String(beside), X_OK) == 0 ? String(beside) : "lora-train"
  }
}
