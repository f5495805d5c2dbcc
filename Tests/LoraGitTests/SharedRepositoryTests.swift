import Foundation
import LoraGit
import TestSupport
import Testing

/// What this package writes into a repository has the permissions that stock Git would have given it.
@Suite struct SharedRepositoryTests {
  private func modes(_ repository: TemporaryRepository) throws -> [String: Int] {
    let top = repository.path + "/.git"
    let names = try FileManager.default.subpathsOfDirectory(atPath: top).filter {
      $0.hasPrefix("objects/") || $0.hasPrefix("refs/") || $0.hasPrefix("logs/")
        || $0 == "packed-refs"
    }
    return try names.reduce(into: [:]) { found, name in
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(top)/\(name)")
      found[name] = attributes[.posixPermissions] as? Int
    }
  }

  @Test(arguments: [
    "true", "group", "1", "all", "world", "everybody", "2", "0660", "0640", "0666", "umask",
    "false", "0",
  ])
  func asGitDoes(setting: String) throws {
    let (ours, theirs) = (try TemporaryRepository(), try TemporaryRepository())
    for repository in [ours, theirs] {
      try repository.git("config", "core.sharedRepository", setting)
      try repository.git("config", "core.logAllRefUpdates", "always")
      try repository.git("commit", "-q", "--allow-empty", "-m", "one")
    }
    let opened = try ours.open()
    let committer = try opened.environment.identities().committer
    let tip = try #require(ObjectID(hex: try ours.git("rev-parse", "HEAD").line))
    try opened.writeBlob(Array("some text\n".utf8))
    try theirs.write("text", "some text\n")
    try theirs.git("hash-object", "-w", "text")
    for name in ["refs/heads/runs/deep/x", "refs/heads/runs/y"] {
      try opened.move(name, from: nil, to: tip, reason: "test", by: committer)
      try theirs.git("update-ref", "-m", "test", name, tip.hex)
    }
    for repository in [ours, theirs] { try repository.git("pack-refs", "--all") }
    try opened.delete("refs/heads/runs/y", expecting: tip)
    try theirs.git("update-ref", "-d", "refs/heads/runs/y")
    let name = "refs/heads/runs/z"
    try opened.move(name, from: nil, to: tip, reason: "test", by: committer)
    try theirs.git("update-ref", "-m", "test", name, tip.hex)
    let (found, expected) = (try modes(ours), try modes(theirs))
    for (name, mode) in expected where found[name] != nil {
      #expect(found[name] == mode, "\(name): \(String(found[name] ?? 0, radix: 8))")
    }
    #expect(found["refs/heads/runs/z"] != nil && found["logs/refs/heads/runs/deep/x"] != nil)
  }
}
