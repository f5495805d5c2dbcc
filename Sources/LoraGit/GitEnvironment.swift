import Glibc
import LoraProcess

/// Where a repository lies and how it is set up, in Git's own view.
///
/// libgit2 knows neither `GIT_CONFIG_GLOBAL`, `git -c`, `GIT_INDEX_FILE` nor `config.worktree`, so
/// the `git` program is asked once and everything else builds on its answers.
public struct GitEnvironment: Sendable {
  public let paths: GitPaths
  public let settings: GitSettings
  let program: GitProgram

  /// - Parameters:
  ///   - folder: where to look from; the working directory when nil.
  ///   - variables: the environment to hand to every git program; this process's own,
  ///     without what no child gets, when nil.
  public static func discover(
    from folder: String? = nil,
    variables given: [String: String]? = nil
  ) throws(GitError) -> GitEnvironment {
    let variables = given ?? Command.childEnvironment
    // Git's words are looked at here, and only here: English.
    let here = GitProgram(environment: variables.merging(["LC_ALL": "C"]) { $1 }, folder: folder)
    let asked = try here.start(GitPaths.question)
    let listed = try here.start(["config", "-z", "--list"])
    // Its start reads the machine's certificates, for a network that is not used here; meanwhile
    // git answers.
    LibGit2.start()
    let answer = try asked.finish()
    let settings = GitSettings(list: try listed.finish().output)
    let paths = try GitPaths(answer, of: asked)
    return GitEnvironment(
      paths: paths, settings: settings,
      program: GitProgram(
        environment: pinned(variables, to: paths),
        folder: paths.topLevel ?? paths.gitDirectory))
  }

  /// The working tree's top folder; throws in a bare repository.
  public var topLevel: String {
    get throws(GitError) {
      if let top = paths.topLevel { return top }
      throw GitError(
        .noWorkingTree, "git rev-parse", "there is no working tree here",
        hint: paths.isBare
          ? "add one to this bare repository: git worktree add <folder> <branch>"
          : "change to a folder of the working tree, outside .git")
    }
  }

  /// Paths in the environment are relative to the folder the user called from, while our git
  /// programs run at the top: the same paths, absolute.
  private static func pinned(_ variables: [String: String], to paths: GitPaths)
    -> [String: String]
  {
    var pinned = variables
    pinned["GIT_PREFIX"] = nil
    let absolute = [
      "GIT_COMMON_DIR": paths.commonDirectory, "GIT_INDEX_FILE": paths.index,
      "GIT_OBJECT_DIRECTORY": paths.objects,
    ]
    for (name, path) in absolute where variables[name] != nil { pinned[name] = path }
    if variables["GIT_DIR"] != nil || variables["GIT_WORK_TREE"] != nil {
      pinned["GIT_DIR"] = paths.gitDirectory
      pinned["GIT_WORK_TREE"] = paths.topLevel
    }
    return pinned
  }
}
