import Foundation
import LoraProcess
import TestSupport
import Testing

/// One of the archives that `Scripts/hostile.py` writes, and what must become of it.
struct HostileArchive: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  /// In the reason for refusing it; nil when it may be unpacked.
  let words: String?
  /// What it may leave, by path; a file without text is only there.
  let files: [String: String?]?
  /// Whether it may be refused or unpacked, as long as neither does harm.
  let either: Bool?

  var testDescription: String { name }

  /// Where the archives lie, and a folder that some of them try to write into.
  static let folder = Result { try TemporaryFolder() }
  static let bait = Result { try TemporaryFolder() }

  static let all: [HostileArchive] = {
    do { return try make() } catch { fatalError("hostile.py: \(error)") }
  }()

  private static func make() throws -> [HostileArchive] {
    let script =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Scripts/hostile.py"
    let output = try Command(
      "python3", ["-B", script, try folder.get().path, try bait.get().path], errors: .inherit
    ).run()
    return try JSONDecoder().decode([HostileArchive].self, from: Data(output.output))
  }
}
