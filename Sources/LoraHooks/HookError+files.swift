import LoraFiles

extension HookError {
  /// Runs `body`, wrapping what the system refused.
  @discardableResult
  static func onDisk<R>(_ body: @autoclosure () throws(FileError) -> R) throws(HookError) -> R {
    do { return try body() } catch {
      throw .system(call: call(for: error.operation), path: error.path, code: error.code)
    }
  }

  /// Replaces the file in one step, making the folders it needs; a file that is there keeps its
  /// permissions. An error names this file, never the unfinished one.
  static func replace(_ path: String, with bytes: [UInt8], isProgram: Bool) throws(HookError) {
    try onDisk(Files.makeFolder(Files.parent(of: path)))
    do {
      try Files.replace(
        path, with: bytes, durability: .bytes,
        permissions: .kept(orNew: isProgram ? 0o777 : 0o666))
    } catch {
      let call = error.operation == "create" ? "open" : "write"
      throw .system(call: call, path: path, code: error.code)
    }
  }

  /// The system's own name for what was tried.
  private static func call(for operation: String) -> String {
    switch operation {
    case "look at": "fstat"
    case "make the folder": "mkdir"
    case "remove": "unlink"
    default: operation
    }
  }
}
