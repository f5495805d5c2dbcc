import Foundation
import TestSupport

/// Everything of a working tree that a run must leave as it is: the index's bytes and time, each
/// file, HEAD, and what `git status` says.
struct WorkingTreeState: Equatable {
  let index: Data?
  let indexTime: Date?
  let head: String
  let status: String
  let files: [String: Data]

  init(of top: String) throws {
    let git = { (arguments: [String]) in
      // status may refresh the index: it works on what is there.
      try TemporaryRepository.git(arguments, in: top, variables: ["GIT_OPTIONAL_LOCKS": "0"]).text
    }
    let path = try git(["rev-parse", "--path-format=absolute", "--git-path", "index"])
      .trimmingCharacters(in: .newlines)
    index = FileManager.default.contents(atPath: path)
    indexTime =
      try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    let headFile = try git(["rev-parse", "--path-format=absolute", "--git-path", "HEAD"])
      .trimmingCharacters(in: .newlines)
    head = try String(contentsOfFile: headFile, encoding: .utf8)
    status = try git(["status", "--porcelain=v2", "--untracked-files=all"])
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: top)
    where !name.hasPrefix(".git/") && !name.contains("/.git/") {
      files[name] = FileManager.default.contents(atPath: "\(top)/\(name)") ?? Data()
    }
    self.files = files
  }
}
