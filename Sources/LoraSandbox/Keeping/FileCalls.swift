import Glibc

/// System calls on files, with the error as words.
enum FileCalls {
  static func makeFolder(_ path: String) throws(SandboxError) {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += (made.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      if part.isEmpty {
        made = ""
      } else if mkdir(made, 0o700) != 0 && errno != EEXIST {
        throw failure("make", made)
      }
    }
  }

  static func open(_ path: String, _ flags: Int32) throws(SandboxError) -> Int32 {
    let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("open", path) }
    return descriptor
  }

  static func readAll(_ path: String) throws(SandboxError) -> [UInt8] {
    let descriptor = try open(path, O_RDONLY)
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw SandboxError(.badData, "\(path) is not a file")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress! + filled, $0.count - filled)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("read", path) }
      filled += count
    }
    return bytes
  }

  static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) throws(SandboxError) {
    let isWhole = bytes.withContiguousStorageIfAvailable { write($0, to: descriptor) }
    guard isWhole ?? Array(bytes).withUnsafeBufferPointer({ write($0, to: descriptor) }) else {
      throw failure("write", "the state")
    }
  }

  private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  static func syncFolder(_ path: String) {
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  static func failure(_ verb: String, _ path: String) -> SandboxError {
    SandboxError(.inTheWay, "cannot \(verb) \(path): \(String(cString: strerror(errno)))")
  }
}
