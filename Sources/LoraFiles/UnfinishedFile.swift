public import Glibc

/// A file that is being written beside its place and takes it by a rename once it is whole; given
/// up before, it is removed.
///
/// A process that is killed meanwhile leaves it: its name says that it is ours and worth nothing, so
/// it stands in nobody's way.
public final class UnfinishedFile {
  private static let prefix = ".lora-unfinished-"

  public let file: OpenFile
  private let place: String
  private var isFinished = false

  /// An empty file.
  ///
  /// - Parameters:
  ///   - temporary: where it lies until then, on the same disk, in place of what lies there; nil:
  ///     under a new name in the folder of `place`.
  ///   - permissions: before the umask.
  public init(for place: String, at temporary: String? = nil, permissions: mode_t = 0o666)
    throws(FileError)
  {
    if let temporary { unlink(temporary) }
    file = try OpenFile(
      temporary ?? Self.path(beside: place), O_WRONLY | O_CREAT | O_EXCL, permissions: permissions)
    self.place = place
  }

  private static func path(beside place: String) -> String {
    let name = "\(prefix)\(getpid())-\(UInt32.random(in: .min ... .max))"
    return "\(Files.parent(of: place))/\(name)"
  }

  deinit { if !isFinished { unlink(file.path) } }

  /// Puts it in its place, replacing what is there in one step.
  public func finish() throws(FileError) {
    try SystemCall.run("rename", file.path) { rename(file.path, place) }
    isFinished = true
  }

  /// Whether a path has the name of one.
  public static func isOne(_ path: String) -> Bool {
    Files.name(of: path).utf8.starts(with: prefix.utf8)
  }
}
