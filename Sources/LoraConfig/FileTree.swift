import Glibc

/// What stands at a path, symbolic links followed.
enum FileKind {
  case file(bytes: Int)
  case folder
  case other
  case nothing

  init(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .nothing
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file(bytes: Int(status.st_size))
    case S_IFDIR: self = .folder
    default: self = .other
    }
  }
}

/// The files below a folder.
enum FileTree {
  /// More than any training folder holds; a check is not worth reading on.
  static let limit = 50_000

  /// Relative paths of the files below `folder`, sorted; hidden files and folders are left out
  /// unless asked for. Links to folders are not followed.
  static func files(in folder: String, hidden: Bool = false) -> [String] {
    var found: [String] = []
    var folders = [""]
    while let below = folders.popLast(), found.count < limit {
      for (name, isFolder) in entries(of: folder + "/" + below) {
        guard hidden || !name.hasPrefix(".") else { continue }
        if isFolder { folders.append(below + name + "/") } else { found.append(below + name) }
      }
    }
    return found.sorted()
  }

  /// Names in a folder, without `.` and `..`.
  static func entries(of folder: String) -> [(name: String, isFolder: Bool)] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var entries: [(String, Bool)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      entries.append((name, isFolder(entry.pointee.d_type, folder + "/" + name)))
    }
    return entries
  }

  private static func isFolder(_ type: UInt8, _ path: String) -> Bool {
    if type == UInt8(DT_DIR) { return true }
    guard type == UInt8(DT_UNKNOWN) else { return false }
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
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
    var parts = path.split(separator: "/").map(String.init)
    guard let last = parts.popLast() else { return "/" }
    let parent = of("/" + parts.joined(separator: "/"))
    return (parent == "/" ? "" : parent) + "/" + last
  }

  static func isInside(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }
}
