import Glibc
import LoraFiles
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
    do { try Files.write(bytes, to: path, existing: force ? .overwritten : .inTheWay) } catch {
      guard error.code == EEXIST else { throw .cannot("write", name, error) }
      throw RunFailure(
        .inTheWay, "\(name) exists already", hint: "choose another name, or remove it")
    }
  }
}
