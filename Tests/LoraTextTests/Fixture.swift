import Foundation
import LoraText

/// The files beside these tests; Fixtures/generate.py made them.
enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  static func path(_ name: String) -> String { folder.appending(path: name).path() }

  static func tokenizer(_ name: String) throws -> Tokenizer {
    try Tokenizer.load(modelPath: path(name))
  }

  /// The lines of a JSONL file.
  static func rows<Row: Decodable>(_ name: String) throws -> [Row] {
    try Data(contentsOf: folder.appending(path: name)).split(separator: UInt8(ascii: "\n"))
      .map { try JSONDecoder().decode(Row.self, from: $0) }
  }

  /// A folder that lives as long as the closure, with these files in it.
  @discardableResult
  static func withFolder<R>(_ files: [String: Data], _ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "LoraText-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, content) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(to: file)
    }
    return try body(folder.path())
  }
}
