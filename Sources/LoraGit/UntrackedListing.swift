/// One `git ls-files` for two questions: is the index unmerged, and what is untracked?
enum UntrackedListing {
  private static let question = ["ls-files", "-t", "-u", "-o", "--exclude-standard", "-z"]

  static func start(in environment: GitEnvironment) throws(GitError) -> GitProcess {
    try environment.program.start(question)
  }

  static func finish(_ process: GitProcess, in environment: GitEnvironment)
    throws(GitError) -> [String]
  {
    let paths = try parse(try process.succeed().output, of: process.name)
    guard paths.count > SourceSnapshot.longestList else { return paths }
    let shorter = try environment.program.start(
      question + ["--directory", "--no-empty-directory"])
    return try parse(try shorter.succeed().output, of: shorter.name)
  }

  /// Lines are `? path` for an untracked file, `M mode id stage\tpath` for an unmerged one.
  private static func parse(_ output: [UInt8], of operation: String) throws(GitError) -> [String] {
    let lines = output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    if let conflict = lines.first(where: { $0.hasPrefix("M ") }) {
      let path = conflict.split(separator: "\t", maxSplits: 1).last ?? ""
      throw GitError(
        .unmerged, operation, "a merge is unfinished: '\(path)' has conflicts",
        hint: "resolve and 'git add' them, or leave the merge: git merge --abort")
    }
    return lines.filter { $0.hasPrefix("? ") }.map { String($0.dropFirst(2)) }
  }
}
