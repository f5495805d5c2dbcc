import Glibc
import LoraNames

extension Files {
  /// The names in a folder, sorted, without hidden ones; none when there is no such folder.
  public static func names(in folder: String) -> [String] {
    allNames(in: folder).filter { !$0.begins(with: ".") }
  }

  /// Hidden ones too, except for `.` and `..`. A name that is no UTF-8 is none of them.
  public static func allNames(in folder: String) -> [String] { contents(of: folder).names }

  /// What a folder holds except for `.` and `..`, sorted; nothing when there is no such folder.
  ///
  /// - Returns: its names, and those that are no UTF-8 with such bytes escaped, a folder's with a
  ///   slash: for messages, they cannot be opened by that.
  static func contents(of folder: String) -> (names: [String], unreadable: [String]) {
    guard let stream = opendir(folder) else { return ([], []) }
    defer { closedir(stream) }
    var (names, unreadable): ([String], [String]) = ([], [])
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if let name = String(nameBytes: bytes) {
        if name != "." && name != ".." { names.append(name) }
      } else {
        let isFolder = Int(entry.pointee.d_type) == DT_DIR
        unreadable.append(String(escapingNameBytes: bytes) + (isFolder ? "/" : ""))
      }
    }
    return (names.inByteOrder(), unreadable.inByteOrder())
  }
}
