import Glibc
import LoraJSON

/// The data files that a path stands for.
struct FileListing {
  private(set) var files: [String] = []
  private(set) var skipped: [String] = []
  private(set) var problems = DataProblems()

  /// Folders below folders are followed no deeper, so that a link in a circle ends.
  private static let maximumDepth = 16

  init(_ path: String) {
    guard TextFile.isFolder(path) else {
      files = [path]
      return
    }
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    walk(folder, depth: 0)
    files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    skipped.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if files.isEmpty && problems.isEmpty {
      let rest = skipped.isEmpty ? "" : ", only others such as \(Printable(skipped[0]))"
      problems.add(
        DataProblem(path: path, "the folder holds no .jsonl, .json or .txt file\(rest)"))
    }
  }

  private mutating func walk(_ folder: String, depth: Int) {
    guard let directory = opendir(folder) else {
      return problems.add(DataProblem(path: folder, String(cString: strerror(errno))))
    }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard !name.hasPrefix(".") else { continue }
      let path = folder == "/" ? "/" + name : folder + "/" + name
      if TextFile.isFolder(path) {
        if depth < Self.maximumDepth { walk(path, depth: depth + 1) }
      } else if DataFormat(path: path) != nil {
        files.append(path)
      } else {
        skipped.append(path)
      }
    }
  }
}
