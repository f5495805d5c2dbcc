import Glibc
import LoraFiles

/// The folder that a task's data goes to.
enum DataFolder {
  /// Makes it and every folder it needs. A link to a folder is one; anything else is in the way.
  static func make(_ folder: String) throws(IntakeError) {
    try onDisk(Files.makeFolder(folder))
    var status = stat()
    let code = stat(folder, &status) == 0 ? EEXIST : errno
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw .file(FileError("make the folder", folder, code: code))
    }
  }
}
