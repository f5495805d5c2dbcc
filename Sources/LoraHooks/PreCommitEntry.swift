import LoraFiles
import LoraGit
import LoraNames

/// Our entry in a `.pre-commit-config.yaml`, through which the whole team gets the check.
///
/// pre-commit tells its hooks about the first pushed ref only, in `PRE_COMMIT_…` variables; the
/// block in `.git/hooks/pre-push` sees them all. So the entry is an addition, not a replacement.
package struct PreCommitEntry {
  static let file = ".pre-commit-config.yaml"

  private let git: GitEnvironment
  private let path: String
  private let text: String

  /// Nil where the pre-commit framework is not used.
  init?(git: GitEnvironment) throws(HookError) {
    guard let top = git.paths.topLevel else { return nil }
    path = top + "/" + Self.file
    guard let file = try HookError.onDisk(WholeFile(ifThere: path)) else { return nil }
    self.git = git
    text = String(decoding: file.bytes, as: UTF8.self)
  }

  func planInstall(writeTracked: Bool) throws(HookError) -> PlannedAction {
    guard !text.contains("git-lora hook pre-push") else {
      return PlannedAction(SetupAction(.unchanged, Self.file, "it calls git-lora"))
    }
    let stage = git.preCommitKnowsPrePush ? "pre-push" : "push"
    guard writeTracked else {
      return skipped(
        "the team shares this file: add these lines under 'repos:', or use "
          + "--write-tracked", stage)
    }
    guard let edited = Self.inserting(into: text, stage: stage) else {
      return skipped("its 'repos:' is not a plain list: add these lines to it", stage)
    }
    return PlannedAction(
      SetupAction(.updated, Self.file, "a local hook for the stage \(stage)"),
      .write(path: path, bytes: Array(edited.utf8)))
  }

  func planRemove(writeTracked: Bool) -> PlannedAction? {
    guard let edited = Self.removing(from: text) else {
      guard text.contains("git-lora hook pre-push") else { return nil }
      return PlannedAction(
        SetupAction(.skipped, Self.file, "its git-lora entry was written by hand: remove it there"))
    }
    guard writeTracked else {
      return PlannedAction(
        SetupAction(
          .skipped, Self.file,
          "the team shares this file: remove the git-lora entry by hand, or use --write-tracked"))
    }
    return PlannedAction(
      SetupAction(.updated, Self.file, "the git-lora entry is taken out"),
      .write(path: path, bytes: Array(edited.utf8)))
  }

  private func skipped(_ reason: String, _ stage: String) -> PlannedAction {
    let lines = Self.lines(indent: Self.indent(in: text) ?? "", stage: stage)
    return PlannedAction(SetupAction(.skipped, Self.file, reason, lines: lines))
  }
}

// The text alone, without a disk.
extension PreCommitEntry {
  /// `stage` is `push` for pre-commit before 3.2, which does not know `pre-push`.
  static func lines(indent: String, stage: String) -> [String] {
    [
      "- repo: local",
      "  hooks:",
      "  - id: git-lora",
      "    name: git-lora configs",
      "    entry: git-lora hook pre-push --pre-commit",
      "    language: system",
      "    always_run: true",
      "    pass_filenames: false",
      "    stages: [\(stage)]",
    ].map { indent + $0 }
  }

  /// The entry as the list's first item, so that what follows the list does not matter. Nil when
  /// there is no block-style `repos:` list.
  package static func inserting(into text: String, stage: String) -> String? {
    guard let indent = indent(in: text) else { return nil }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let key = lines.firstIndex(where: isListKey) else { return nil }
    lines.insert(contentsOf: self.lines(indent: indent, stage: stage), at: key + 1)
    return lines.joined(separator: "\n")
  }

  /// The text without the entry as this program writes it; nil when it is not there.
  package static func removing(from text: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for stage in ["pre-push", "push"] {
      let entry = self.lines(indent: indent(in: text) ?? "", stage: stage)
      guard let start = lines.indices.first(where: { lines[$0...].starts(with: entry) }) else {
        continue
      }
      return (lines[..<start] + lines[(start + entry.count)...]).joined(separator: "\n")
    }
    return nil
  }

  /// What stands before the `-` of the list's items.
  private static func indent(in text: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let key = lines.firstIndex(where: { isListKey(String($0)) }) else { return nil }
    let first = lines[(key + 1)...].first { line in
      let words = line.drop { $0 == " " }
      return !words.isEmpty && !words.begins(with: "#")
    }
    guard let first, first.drop(while: { $0 == " " }).begins(with: "- ") else { return nil }
    return String(first.prefix { $0 == " " })
  }

  private static func isListKey(_ line: String) -> Bool {
    guard line.begins(with: "repos:") else { return false }
    let rest = line.dropFirst("repos:".count).drop { $0 == " " }
    return rest.isEmpty || rest.begins(with: "#")
  }
}
