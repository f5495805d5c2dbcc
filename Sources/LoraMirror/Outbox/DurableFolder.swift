import FoundationEssentials
import Glibc
import LoraFiles
import LoraStore

/// A folder of small JSON files that are replaced in one step and survive a power cut.
struct DurableFolder: Sendable {
  let path: String
  /// Runs before every change of the disk. A test throws here: the process ends at this step.
  let beforeChange: @Sendable () throws(StoreError) -> Void

  /// The JSON files' names without `.json`, sorted; whatever else lies there is passed over.
  func names() -> [String] {
    Files.names(in: path).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
  }

  func read<Value: Decodable>(_ type: Value.Type, _ name: String) throws(StoreError) -> Value? {
    let file = file(name)
    guard let bytes = try onDisk(Files.read(file)) else { return nil }
    do { return try JSONDecoder().decode(type, from: Data(bytes)) } catch {
      throw .unreadable(file: file, reason: "\(error)")
    }
  }

  func write(_ value: some Encodable, _ name: String) throws(StoreError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let bytes: [UInt8]
    do { bytes = Array(try encoder.encode(value)) + [0x0a] } catch {
      throw .unreadable(file: file(name), reason: "\(error)")
    }
    try beforeChange()
    try onDisk(Files.makeFolder(path))
    try onDisk(Files.replace(file(name), with: bytes, durability: .bytes))
    try onDisk(Files.syncFolder(path))
  }

  func remove(_ name: String) throws(StoreError) {
    try beforeChange()
    if unlink(file(name)) == 0 || errno == ENOENT { return }
    throw .file(FileError("remove", file(name)))
  }

  private func file(_ name: String) -> String { "\(path)/\(name).json" }
}
