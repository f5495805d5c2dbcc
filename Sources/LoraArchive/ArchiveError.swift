import Glibc

/// Why an archive was not unpacked. Nothing of it is left behind.
public enum ArchiveError: Error, Sendable, Equatable, Codable {
  /// Its name says one kind, its first bytes say otherwise.
  case notAnArchive(kind: String)
  case encrypted
  /// This machine's libarchive cannot read that kind.
  case unsupported(kind: String)
  /// Damaged or cut off, in libarchive's words.
  case damaged(String)
  case unknownEncoding
  case badName(String, NameProblem)
  case link(String)
  /// A device, a pipe, a socket.
  case special(String)
  case duplicate(String)
  /// Two names that a file system which ignores case takes for one.
  case sameName(String, String)
  case tooManyEntries(limit: Int)
  case namesTooLong(limit: Int)
  case tooLarge(limit: Int)
  case bomb(ratio: Int)
  case noSpace(free: Int)
  case noFiles
  /// It was not the same when read again.
  case changed
  case file(operation: String, path: String, code: Int32)
  /// The process that unpacked it did not end well.
  case process(String)

  public enum NameProblem: String, Sendable, Codable {
    case absolute, parent, control, reserved, trailing, tooLong, tooDeep, repository, empty
  }

  /// Whether another try, or another machine, could do better; false: the archive is bad.
  public var isEnvironment: Bool {
    switch self {
    case .noSpace, .file, .unsupported: true
    default: false
    }
  }
}

extension ArchiveError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notAnArchive(let kind): "its name says \(kind), but it does not begin like one"
    case .encrypted: "it is encrypted"
    case .unsupported(let kind): "the libarchive of this machine cannot read \(kind)"
    case .damaged(let reason): "it is damaged or cut off: \(reason)"
    case .unknownEncoding: "its file names are in no encoding that is known here"
    case .badName(let name, let problem): "the name '\(name)' in it \(problem.inWords)"
    case .link(let name): "'\(name)' in it is a link"
    case .special(let name): "'\(name)' in it is neither file nor folder"
    case .duplicate(let name): "'\(name)' is in it twice"
    case .sameName(let first, let second):
      "'\(first)' and '\(second)' in it are one name where case and composition do not count"
    case .tooManyEntries(let limit): "it holds more than \(limit) entries"
    case .namesTooLong(let limit): "the names in it take more than \(limit) bytes"
    case .tooLarge(let limit): "it unpacks to more than \(limit) bytes"
    case .bomb(let ratio): "it unpacks to more than \(ratio) times its size"
    case .noSpace(let free): "it does not fit on the disk, which has \(free) bytes to spare"
    case .noFiles: "it holds no file"
    case .changed: "it changed while it was read"
    case .file(let operation, let path, let code):
      "cannot \(operation) \(path): \(String(cString: strerror(code)))"
    case .process(let end): "unpacking it failed: \(end)"
    }
  }
}

extension ArchiveError.NameProblem {
  var inWords: String {
    switch self {
    case .absolute: "is absolute"
    case .parent: "leads out of its folder"
    case .control: "has control characters"
    case .reserved: "is reserved on Windows"
    case .trailing: "ends in a dot or a blank"
    case .tooLong: "is too long"
    case .tooDeep: "is nested too deeply"
    case .repository: "belongs to a Git repository"
    case .empty: "is empty"
    }
  }
}
