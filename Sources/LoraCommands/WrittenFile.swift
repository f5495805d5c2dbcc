import Glibc
import LoraRunner

/// A file that a command writes for the user.
enum WrittenFile {
  /// Replaces nothing unless told to.
  ///
  /// - Parameter shown: how messages name it.
  static func write(_ bytes: [UInt8], to path: String, shown: String? = nil, force: Bool = false)
    throws(RunFailure)
  {
    let name = shown ?? path
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (force ? O_TRUNC : O_EXCL)
    let descriptor = open(path, flags, 0o666)
    guard descriptor >= 0 else {
      guard errno == EEXIST else { throw .cannot("write", name) }
      throw RunFailure(
        .inTheWay, "\(name) exists already", hint: "choose another name, or remove it")
    }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .cannot("write", name) }
      rest = rest.dropFirst(count)
    }
  }
}
