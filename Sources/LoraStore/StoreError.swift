public import LoraExperiment
public import LoraFiles
public import LoraGit

/// A run that could not be stored or read: why, and the way out.
public indirect enum StoreError: Error, Sendable, Equatable {
  case git(GitError)
  /// The run's branch is checked out. `kept` is the commit that waits under the run's active
  /// reference, when there is one already.
  case branchCheckedOut(branch: String, workingTree: String, run: RunID?, kept: ObjectID?)
  /// Another reference makes the branch's name impossible.
  case branchInTheWay(branch: String, other: String)
  /// The commit could not be signed; it waits unsigned under the run's active reference.
  case unsigned(GitError, run: RunID, kept: ObjectID)
  /// Other processes moved or locked the branch again and again while this one tried.
  case branchBusy(GitError, branch: String, run: RunID, kept: ObjectID)
  /// Anything else that kept a finished commit from its branch; it waits under the run's active
  /// reference. `landing` is the command that lands it, where one is known.
  case kept(StoreError, commit: ObjectID, landing: String?)
  case notARun(revision: String)
  case newerFormat(file: String, found: Int, known: Int)
  case unreadable(file: String, reason: String)
  case file(FileError)
  case missingObject(LFSPointer)
  case damagedObject(LFSPointer, path: String)
}

extension StoreError {
  /// The finished commit that could not land and waits under its active reference.
  public var keptCommit: ObjectID? {
    switch self {
    case .branchCheckedOut(_, _, _, let kept): return kept
    case .unsigned(_, _, let kept): return kept
    case .branchBusy(_, _, _, let kept): return kept
    case .kept(_, let kept, _): return kept
    default: return nil
    }
  }
}

extension StoreError: CustomStringConvertible {
  /// What failed and why.
  public var description: String {
    switch self {
    case .git(let error): error.message
    case .branchCheckedOut(let branch, let workingTree, _, _):
      "the branch \(branch) is checked out in \(workingTree): moving it would make the next "
        + "commit there undo the run"
    case .branchInTheWay(let branch, let other):
      "the branch \(branch) cannot exist beside the branch \(other)"
    case .unsigned(let error, _, _): error.message
    case .branchBusy(let last, let branch, _, _):
      "\(branch) could not be moved for some seconds: \(last.message)"
    case .kept(let error, _, _): error.description
    case .notARun(let revision): "'\(revision)' is not a run of git lora"
    case .newerFormat(let file, let found, let known):
      "\(file) has format \(found), this git-lora knows up to \(known)"
    case .unreadable(let file, let reason): "cannot understand \(file): \(reason)"
    case .file(let error): error.description
    case .missingObject(let pointer):
      "the LFS object \(pointer.digest.hex) is not on this machine"
    case .damagedObject(let pointer, let path):
      "the LFS object \(pointer.digest.hex) is damaged: \(path) does not have its digest"
    }
  }

  /// The way out, where there is one.
  public var hint: String? { hint(run: "RUN") }

  /// - Parameter name: what to call the run whose object it is.
  public func hint(run name: String) -> String? {
    switch self {
    case .git(let error): error.hint
    case .branchCheckedOut(let branch, let workingTree, _, let kept):
      kept.map { kept in
        "the run is kept as \(kept); land it with: "
          + "git -C \(ShellWord.quoting(workingTree)) merge --ff-only \(kept)"
      } ?? "switch that working tree to another branch, or give the run another: --name (\(branch))"
    case .branchInTheWay: "give the run another name with --name, or rename that branch"
    case .unsigned(let error, _, let kept):
      "the run is kept, unsigned, as \(kept). " + (error.hint ?? "")
    case .branchBusy(let last, let branch, _, let kept):
      (last.kind == .locked ? "when no git is running, delete its .lock file. " : "")
        + "The run is kept as \(kept); land it with: "
        + "git branch -f \(ShellWord.quoting(branch)) \(kept)"
    case .kept(_, let kept, let landing):
      "the run is kept as \(kept); "
        + (landing.map { "land it with: \($0)" } ?? "git lora status says how to land it")
    case .notARun: "git lora log lists the runs"
    case .newerFormat: "update git-lora"
    case .missingObject: "git lora fetch \(name) brings it, where a remote has it"
    case .damagedObject:
      "delete that file; then git lora fetch \(name) brings it, where a remote has it"
    case .unreadable, .file: nil
    }
  }
}

/// Runs `body`, wrapping a Git error.
func store<R>(_ body: () throws(GitError) -> R) throws(StoreError) -> R {
  do { return try body() } catch { throw .git(error) }
}

/// Runs `body`, wrapping what the system refused.
@discardableResult
package func onDisk<R>(_ body: @autoclosure () throws(FileError) -> R) throws(StoreError) -> R {
  do { return try body() } catch { throw .file(error) }
}
