import Glibc

/// Whole small files.
enum FileBytes {
  /// nil when there is no such file or it cannot be read. A link in a repository may lead to a
  /// device, which never ends, or to a pipe, which never begins: neither is a file.
  static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let file = fdopen(descriptor, "r")
    else {
      close(descriptor)
      return nil
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      bytes += chunk[..<count]
      if count < chunk.count { return ferror(file) == 0 ? bytes : nil }
    }
  }

  /// Whether the file is there and holds nothing.
  static func isEmpty(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_size == 0
  }

  static func write(_ bytes: [UInt8], to path: String) throws(RunFailure) {
    guard let file = fopen(path, "we") else { throw .cannot("write", path) }
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count else { throw .cannot("write", path) }
  }
}
