import LoraNames
import LoraProcess

/// The paths of one repository and working tree, all absolute.
public struct GitPaths: Sendable, Equatable {
  /// Of this working tree: `.git`, or `.git/worktrees/<name>` of a linked one.
  public let gitDirectory: String
  /// Shared by all working trees: where refs, objects and our own state live.
  public let commonDirectory: String
  public let index: String
  public let objects: String
  public let isBare: Bool
  /// The top of the working tree; nil in a bare repository and inside `.git`.
  public let topLevel: String?
  /// The caller's folder below `topLevel`, ending in a slash, or empty.
  public let prefix: String

  static let question = [
    "rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir", "--git-path", "index",
    "--git-path", "objects", "--show-object-format", "--is-bare-repository",
    "--is-inside-work-tree", "--show-prefix", "--show-toplevel",
  ]

  /// Reads the answer to `question`. `--show-toplevel` comes last because it fails, after all the
  /// others have been printed, where there is no working tree.
  init(_ answer: Output, of process: GitProcess) throws(GitError) {
    guard let text = String(nameBytes: answer.output) else {
      throw GitError(
        .unsupported, process.name,
        "a path of the repository is not UTF-8: \(String(escapingNameBytes: answer.output))",
        hint: "rename that folder, and come back")
    }
    let lines = text.parts(at: "\n")
    guard lines.count >= 8 else { throw GitPaths.failure(answer, process) }
    guard lines.count <= 10 else {
      // Git has no form of this answer in which a path could be told from two.
      throw GitError(
        .unsupported, process.name, "the repository's path contains a line break",
        hint: "rename its folder, or the one above it, and come back")
    }
    guard lines[0].begins(with: "/") else {
      // An older git prints an option that it does not know.
      throw GitError(
        .unsupported, process.name, "this git is too old", hint: "git 2.37 or newer is needed")
    }
    guard lines[4] == "sha1" else {
      throw GitError(
        .unsupported, process.name,
        "this repository names its objects by \(lines[4]), which libgit2 cannot read",
        hint: "runs need a repository made with 'git init --object-format=sha1' (the default)")
    }
    let isInside = lines[6] == "true"
    guard answer.status.isSuccess || !isInside else { throw GitPaths.failure(answer, process) }
    // The top is known outside the working tree too when GIT_WORK_TREE names it.
    let hasTop = lines.count == 10
    guard hasTop || (lines.count == 9 && !isInside) else {
      throw GitPaths.failure(answer, process)
    }
    gitDirectory = lines[0]
    commonDirectory = lines[1]
    index = lines[2]
    objects = lines[3]
    isBare = lines[5] == "true"
    prefix = isInside ? lines[7] : ""
    topLevel = hasTop ? lines[8] : nil
  }

  private static func failure(_ answer: Output, _ process: GitProcess) -> GitError {
    let said = answer.errorText
    guard said.contains("not a git repository") else { return process.failure(answer) }
    return GitError(
      .notARepository, process.name, "this folder is in no Git repository",
      hint: "change into one, or make one: git init")
  }
}
