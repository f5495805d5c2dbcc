import LoraFiles

/// Files without which a command cannot go on.
enum NeededFile {
  static func read(_ path: String) throws(RunFailure) -> [UInt8] {
    do { return try WholeFile(path).bytes } catch { throw .cannot("read", path, error) }
  }

  /// - Parameter path: below `top`, and so in messages.
  static func read(_ path: String, below top: String) throws(RunFailure) -> [UInt8] {
    do { return try WholeFile("\(top)/\(path)").bytes } catch {
      throw .cannot("read", path, error)
    }
  }

  static func write(_ bytes: [UInt8], to path: String) throws(RunFailure) {
    do { try Files.write(bytes, to: path, existing: .overwritten) } catch {
      throw .cannot("write", path, error)
    }
  }
}
