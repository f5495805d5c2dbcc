import Glibc
import LoraNames

/// A remote that is a folder of this machine.
enum FolderRepository {
  static func isOne(_ folder: String) -> Bool {
    ["HEAD", "objects", "refs"].allSatisfy { access("\(folder)/\($0)", F_OK) == 0 }
  }

  /// Where git-lfs puts its objects there.
  static func storage(of folder: String, through transport: Transport) -> String {
    let named = try? transport.start(
      ["config", "--file", folder + "/config", "--get", "lfs.storage"])
    guard let named, named.status.isSuccess, !named.line.isEmpty else { return folder + "/lfs" }
    return named.line.begins(with: "/") ? named.line : "\(folder)/\(named.line)"
  }
}
