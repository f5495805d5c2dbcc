import Foundation
import LoraGit
import LoraHooks
import LoraProcess
import TestSupport

/// A repository with a bare remote `origin`, and a stand-in for git-lora that notes its calls and
/// refuses a push whose tip holds the word BROKEN below `configs/`.
struct HookFixture {
  let repository: TemporaryRepository
  let remote: TemporaryRepository
  let programs: TemporaryFolder

  init() throws {
    repository = try TemporaryRepository()
    remote = try TemporaryRepository(named: "remote.git", arguments: ["--bare"])
    programs = try TemporaryFolder()
    try repository.git("remote", "add", "origin", remote.path)
    try addProgram(
      "git-lora",
      """
      #!/bin/sh
      printf 'git-lora %s\\n' "$*" >>'\(programs.path)/calls'
      if [ "$3" = --pre-commit ]; then
        set -- "$PRE_COMMIT_LOCAL_BRANCH" "${PRE_COMMIT_TO_REF:-$PRE_COMMIT_LOCAL_BRANCH}"
        echo "$1 $2 x y" >'\(programs.path)/refs'
      else
        cat >'\(programs.path)/refs'
      fi
      while read -r name id remote old; do
        printf '%s > %s\\n' "$name" "$remote" >>'\(programs.path)/calls'
        case $id in *[!0]*) ;; *) continue ;; esac
        ! git grep -q BROKEN "$id" -- configs || { echo refused >&2; exit 65; }
      done <'\(programs.path)/refs'
      """)
  }

  /// What the stand-in was called with, and the refs it was given.
  var calls: [String] {
    let text = (try? programs.read("calls")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  var git: GitEnvironment {
    get throws { try .discover(from: repository.path, variables: TemporaryRepository.variables) }
  }

  var installer: HookInstaller { get throws { HookInstaller(git: try git) } }

  func addProgram(_ name: String, _ text: String) throws {
    let path = try programs.write(name, text + "\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  /// Writes a hook with permissions.
  func writeHook(_ path: String, _ text: String, mode: Int = 0o755) throws {
    try repository.write(path, text)
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: "\(repository.path)/\(path)")
  }

  func readText(_ path: String) throws -> String {
    String(decoding: try repository.read(path), as: UTF8.self)
  }

  /// Permissions of a file below the working tree.
  func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(
      atPath: "\(repository.path)/\(path)")
    return attributes[.posixPermissions] as? Int ?? 0
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(repository.path)/\(path)")
  }

  /// A real `git push`, with the stand-in on the PATH.
  func push(_ arguments: String..., from folder: String? = nil) throws -> Output {
    try Command(
      "git", ["push"] + arguments, environment: variables, folder: folder ?? repository.path
    ).run()
  }

  /// A program at the top of the working tree; throws when it fails.
  @discardableResult
  func run(_ program: String, _ arguments: String...) throws -> Output {
    let output = try Command(
      program, arguments, environment: variables, folder: repository.path
    ).run()
    guard output.status.isSuccess else { throw GitError(.program, program, output.errorText) }
    return output
  }

  /// What the remote has under a reference; nil when nothing.
  func remoteCommit(_ reference: String) throws -> String? {
    let output = try Command(
      "git", ["rev-parse", "--verify", "--quiet", reference],
      environment: TemporaryRepository.variables, folder: remote.path
    ).run()
    return output.status.isSuccess ? output.line : nil
  }

  /// The LFS objects that arrived at the remote.
  var remoteObjects: [String] {
    let files = FileManager.default.enumerator(atPath: "\(remote.path)/lfs/objects")
    return (files?.allObjects as? [String] ?? []).map { ($0 as NSString).lastPathComponent }
      .filter { $0.count == 64 }
  }

  var variables: [String: String] {
    var variables = TemporaryRepository.variables
    // A git-lora that is installed on this machine is not the one under test.
    let installed = (variables["PATH"] ?? "").split(separator: ":").filter {
      !FileManager.default.fileExists(atPath: "\($0)/git-lora")
    }
    variables["PATH"] = ([programs.path] + installed.map(String.init)).joined(separator: ":")
    variables["HOME"] = programs.path
    return variables
  }
}
