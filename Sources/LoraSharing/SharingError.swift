import LoraExperiment
public import LoraGit
public import LoraStore

/// Runs that could not be sent, brought, removed or restored: why, and the way out.
public enum SharingError: Error, Sendable, Equatable {
  case git(GitError)
  case store(StoreError)
  case noRemote
  /// A word that names neither a remote nor a run.
  case unknownWord(String, remotes: [String])
  /// A remote given by its address.
  case address
  /// No local run branch holds the run.
  case notOnABranch(revision: String)
  /// The git program said `words` while it did `task`.
  case unreachable(remote: String, task: String, words: String)
  case noLFSProgram
  case noLFSServer(remote: String, words: String)
  /// `task` is `sent to` or `fetched from`.
  case objectsFailed(remote: String, task: String, words: String)
  /// LFS objects of a run that is to be sent are not on this machine.
  case missingObjects([LFSPointer], remote: String)
  case branchCheckedOut(branch: String, workingTree: String)
  case tipOfSeveral(branches: [String])
  case notWithdrawn(ObjectID)
  /// The branch a removed run belongs to holds other runs by now.
  case branchMovedOn(branch: String, run: ObjectID)
}

extension SharingError: CustomStringConvertible {
  /// What failed and why.
  public var description: String {
    switch self {
    case .git(let error): error.message
    case .store(let error): error.description
    case .noRemote: "this repository has no remote to share runs with"
    case .unknownWord(let word, _): "'\(word)' names neither a remote nor a run"
    case .address: "runs are shared with a remote by its name, not by an address"
    case .notOnABranch(let revision): "no run branch here holds the run '\(revision)'"
    case .unreachable(let remote, let task, let words):
      "\(task) \(remote) failed" + (words.isEmpty ? "" : ": \(words)")
    case .noLFSProgram: "git-lfs is not installed, and the weights of runs are LFS objects"
    case .noLFSServer(let remote, let words):
      "the server behind \(remote) has no Git LFS, where the weights of runs belong (\(words))"
    case .objectsFailed(let remote, let task, let words):
      "LFS objects could not be \(task) \(remote)" + (words.isEmpty ? "" : ": \(words)")
    case .missingObjects(let pointers, _):
      "\(pointers.count) LFS objects of these runs are not on this machine, the first is "
        + (pointers.first?.digest.hex ?? "")
    case .branchCheckedOut(let branch, let workingTree):
      "the branch \(branch) is checked out in \(workingTree)"
    case .tipOfSeveral(let branches):
      "that run is the tip of \(branches.joined(separator: " and "))"
    case .notWithdrawn(let run): "the run \(run.short) is not withdrawn"
    case .branchMovedOn(let branch, _): "the branch \(branch) holds other runs by now"
    }
  }

  /// The way out, where there is one.
  public var hint: String? {
    switch self {
    case .git(let error): error.hint
    case .store(let error): error.hint
    case .noRemote: "name one: git remote add origin URL"
    case .unknownWord(_, let remotes):
      "git lora log lists the runs; remotes: "
        + (remotes.isEmpty ? "none yet (git remote add NAME URL)" : remotes.joined(separator: ", "))
    case .address: "git remote add NAME ADDRESS, then its name: git lora push NAME"
    case .notOnABranch: "put it on one: git branch runs/NAME COMMIT"
    case .unreachable(let remote, _, _):
      "nothing is lost: try again when this works: git ls-remote \(remote)"
    case .noLFSProgram: "install git-lfs (Debian, Ubuntu: apt install git-lfs)"
    case .noLFSServer(let remote, _):
      "name the server that has it: git config remote.\(remote).lfsurl URL, or for the whole team: "
        + "git config -f .lfsconfig lfs.url URL"
    case .objectsFailed: "nothing is lost: the same command goes on where it stopped"
    case .missingObjects(_, let remote):
      "bring them from where the runs came from: git lora fetch REMOTE --all; or send the runs "
        + "without: git -c lfs.allowincompletepush=true lora push \(remote)"
    case .branchCheckedOut(_, let workingTree):
      "switch that working tree to another branch first: "
        + "git -C \(ShellWord.quoting(workingTree)) switch BRANCH"
    case .tipOfSeveral: "name the branch"
    case .notWithdrawn: "those that are: git for-each-ref refs/lora/withdrawn"
    case .branchMovedOn(_, let run):
      "give the run a branch of its own: git branch runs/NAME \(run)"
    }
  }
}

/// Runs `body`, wrapping a Git error.
func git<R>(_ body: () throws(GitError) -> R) throws(SharingError) -> R {
  do { return try body() } catch { throw .git(error) }
}

/// Runs `body`, wrapping a store's error.
func store<R>(_ body: () throws(StoreError) -> R) throws(SharingError) -> R {
  do { return try body() } catch { throw .store(error) }
}
