import Glibc
import LoraFiles
import LoraNames

/// A symbolic link that leads to nothing.
enum BrokenLink {
  case dangling, circular

  /// Nil for anything else at `path`.
  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK,
      stat(path, &status) != 0
    else { return nil }
    self = errno == ELOOP ? .circular : .dangling
  }

  var inWords: String {
    switch self {
    case .dangling: "leads nowhere"
    case .circular: "leads in a circle"
    }
  }
}

/// The files below a folder.
enum FileTree {
  /// More than any training folder holds; a check is not worth reading on.
  static let limit = 50_000

  /// Relative paths of the files below `folder`, sorted; hidden files and folders are left out.
  /// Links to folders are followed, each folder once.
  static func files(in folder: String) -> [String] {
    var seen: NameSet = [RealPath.of(folder)]
    return walk(folder) { entry, path in
      guard !entry.name.begins(with: ".") else { return .skip }
      switch entry.kind {
      case .folder: return .enter
      case .link:
        guard case .folder = Standing(path, links: .followed) else { return .take }
        return seen.insert(RealPath.of(path)) ? .enter : .skip
      case .file: return .take
      }
    }
  }

  /// Relative paths of everything below `folder` that is no folder, hidden or not; a link counts as
  /// itself.
  static func everything(in folder: String) -> [String] {
    walk(folder) { entry, _ in entry.kind == .folder ? .enter : .take }
  }

  struct Entry {
    enum Kind { case file, folder, link }
    let name: String
    let kind: Kind
  }

  /// What a folder holds, without `.` and `..`.
  static func entries(of folder: String) -> [Entry] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      entries.append(Entry(name: name, kind: kind(entry.pointee.d_type, folder + "/" + name)))
    }
    return entries
  }

  private enum Step { case take, enter, skip }

  private static func walk(_ folder: String, _ step: (Entry, String) -> Step) -> [String] {
    var found: [String] = []
    var folders = [""]
    while let below = folders.popLast(), found.count < limit {
      for entry in entries(of: folder + "/" + below) {
        switch step(entry, folder + "/" + below + entry.name) {
        case .enter: folders.append(below + entry.name + "/")
        case .take: found.append(below + entry.name)
        case .skip: break
        }
      }
    }
    return found.inByteOrder()
  }

  private static func kind(_ type: UInt8, _ path: String) -> Entry.Kind {
    switch Int(type) {
    case DT_DIR: return .folder
    case DT_LNK: return .link
    case DT_UNKNOWN: break
    default: return .file
    }
    // Some file systems do not tell.
    var status = stat()
    guard lstat(path, &status) == 0 else { return .file }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .file
    }
  }
}

/// Paths without symbolic links.
enum RealPath {
  /// Of `path`, or where it would lie if it does not exist yet.
  static func of(_ path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    var parts = path.pathComponents
    guard let last = parts.popLast() else { return "/" }
    let parent = of("/" + parts.joined(separator: "/"))
    return (parent == "/" ? "" : parent) + "/" + last
  }

  static func isInside(_ path: String, _ folder: String) -> Bool {
    path.sameBytes(as: folder) || path.begins(with: folder == "/" ? "/" : folder + "/")
  }
}
