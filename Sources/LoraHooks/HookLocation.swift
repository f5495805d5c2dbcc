import Glibc
import LoraFiles
import LoraGit
import LoraNames

/// Where Git, or husky on Git's behalf, looks for this repository's `pre-push` hook.
public struct HookLocation: Sendable, Equatable {
  /// The file to read and edit: absolute, symbolic links resolved.
  public let path: String
  public let owner: Owner
  /// Git starts the file itself, so it must be executable; husky hands it to sh.
  let mustBeExecutable: Bool

  /// Whose file it is.
  public enum Owner: Sendable, Equatable {
    /// Inside the Git directory: this clone's alone.
    case clone
    /// In the working tree, at this path below its top: the whole team's, unless Git ignores it.
    case workingTree(String)
    /// Neither: `core.hooksPath` leads to a folder that other repositories share.
    case outside
  }

  /// Finds the hook by Git's rules: `core.hooksPath`, relative to where hooks run, else `hooks`
  /// below the common Git directory.
  init(in git: GitEnvironment) throws(HookError) {
    let folder = Self.hooksFolder(of: git)
    // husky 9 points core.hooksPath at `.husky/_`, whose generated hooks run `sh -e .husky/<name>`.
    let isHusky = Files.name(of: folder) == "_" && access(folder + "/h", F_OK) == 0
    mustBeExecutable = !isHusky
    path = try Self.resolved((isHusky ? Files.parent(of: folder) : folder) + "/pre-push")
    owner = try Self.owner(of: path, in: git)
  }

  private static func hooksFolder(of git: GitEnvironment) -> String {
    guard let setting = git.settings["core.hookspath"], !setting.isEmpty else {
      return git.paths.commonDirectory + "/hooks"
    }
    var folder = setting
    if let below = folder.rest(after: "~/"), let home = getenv("HOME") {
      folder = String(cString: home) + "/" + below
    }
    let runsIn = git.paths.topLevel ?? git.paths.gitDirectory
    if !folder.begins(with: "/") { folder = runsIn + "/" + folder }
    while folder.utf8.count > 1, let shorter = folder.rest(before: "/") { folder = shorter }
    return folder
  }

  private static func owner(of path: String, in git: GitEnvironment) throws(HookError) -> Owner {
    for folder in [git.paths.commonDirectory, git.paths.gitDirectory] {
      if path.begins(with: try resolved(folder) + "/") { return .clone }
    }
    if let top = git.paths.topLevel {
      let prefix = try resolved(top) + "/"
      if let below = path.rest(after: prefix) { return .workingTree(below) }
    }
    return .outside
  }

  /// `path` without symbolic links; what does not exist yet keeps its name.
  private static func resolved(_ path: String) throws(HookError) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    guard errno == ENOENT || errno == ENOTDIR else {
      throw .system(call: "realpath", path: path, code: errno)
    }
    var status = stat()
    if lstat(path, &status) == 0 { throw .brokenLink(path: path) }
    let parent = try resolved(Files.parent(of: path))
    return (parent == "/" ? "" : parent) + "/" + Files.name(of: path)
  }
}

extension HookLocation {
  /// As a person knows it: below the top of the working tree where it lies there.
  public var shownPath: String {
    if case .workingTree(let relative) = owner { return relative }
    return path
  }
}
