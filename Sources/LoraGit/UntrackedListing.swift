import LoraNames

/// One `git ls-files` for two questions: is the index unmerged, and what is untracked?
enum UntrackedListing {
  private static let question = ["ls-files", "-t", "-u", "-o", "--exclude-standard", "-z"]

  static func start(in environment: GitEnvironment) throws(GitError) -> GitProcess {
    try environment.program.start(question)
  }

  /// Untracked files, and the folders among them that are repositories of their own: Git lists
  /// those with a slash and does not look inside. Bytes of a name that are no UTF-8 are escaped.
  static func finish(_ process: GitProcess, in environment: GitEnvironment)
    throws(GitError) -> (files: [String], repositories: [String])
  {
    let paths = try parse(try process.succeed().output, of: process.name)
    let repositories = paths.filter { $0.ends(with: "/") }
    let files = paths.filter { !$0.ends(with: "/") }
    guard files.count > SourceSnapshot.longestList else { return (files, repositories) }
    let shorter = try environment.program.start(
      question + ["--directory", "--no-empty-directory"])
    let short = try parse(try shorter.succeed().output, of: shorter.name)
    return (short.filter { !repositories.hold($0) }, repositories)
  }

  /// Lines are `? path` for an untracked file, `M mode id stage\tpath` for an unmerged one.
  private static func parse(_ output: [UInt8], of operation: String) throws(GitError) -> [String] {
    let lines = output.split(separator: 0).map(String.init(escapingNameBytes:))
    if let conflict = lines.first(where: { $0.begins(with: "M ") }) {
      let path = conflict.parts(at: "\t", most: 1).last ?? ""
      throw GitError(
        .unmerged, operation, "a merge is unfinished: '\(path)' has conflicts",
        hint: "resolve and 'git add' them, or leave the merge: git merge --abort")
    }
    return lines.compactMap { $0.rest(after: "? ") }
  }
}
