import Glibc

/// A file that is being written beside its place and takes it by a rename once it is whole.
///
/// A process that is killed meanwhile leaves it: its name says that it is ours and worth nothing, so
/// it stands in nobody's way.
enum UnfinishedFile {
  private static let prefix = ".lora-unfinished-"

  /// A new path in the folder of `path`.
  static func path(beside path: String) -> String {
    "\(Files.parent(of: path))/\(prefix)\(getpid())-\(UInt32.random(in: .min ... .max))"
  }

  static func isOne(_ path: String) -> Bool {
    path.split(separator: "/").last?.hasPrefix(prefix) == true
  }
}
