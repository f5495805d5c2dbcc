import Glibc
import LoraNames

/// `lora-train`, which is installed beside `git-lora`.
enum BuiltInTrainer {
  /// The one next to this very program, so that both are of one version; else whatever `PATH` has.
  static var program: String {
    guard let own = FilePath.resolved("/proc/self/exe"),
      let slash = own.utf8.lastIndex(of: UInt8(ascii: "/"))
    else {
      return "lora-train"
    }
    let beside = own[...slash] + "lora-train"
    return access(String(beside), X_OK) == 0 ? String(beside) : "lora-train"
  }
}
