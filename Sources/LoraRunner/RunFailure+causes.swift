public import LoraFiles
public import LoraGit
import LoraProcess
public import LoraStore

extension RunFailure {
  public init(_ error: GitError) {
    self.init(Self.kind(of: error), error.message, hint: error.hint)
  }

  public init(_ error: StoreError) {
    self.init(Self.kind(of: error), error.description, hint: error.hint)
  }

  public init(_ error: FileError) { self.init(.environment, error.description) }

  private static func kind(of error: GitError) -> Kind {
    switch error.kind {
    case .notARepository, .noWorkingTree, .notFound, .invalidName: .usage
    case .exists, .moved, .locked, .unmerged: .inTheWay
    case .unsupported, .noIdentity, .signing, .program: .environment
    case .other: .environment
    }
  }

  private static func kind(of error: StoreError) -> Kind {
    switch error {
    case .git(let error): kind(of: error)
    case .notARun: .usage
    case .missingObject, .damagedObject, .newerFormat, .unreadable: .badData
    case .branchCheckedOut, .branchInTheWay, .branchBusy, .unsigned, .kept: .inTheWay
    case .file: .environment
    }
  }
}

/// Runs `body`; what a lower module throws becomes a failure in this module's words.
func failing<R>(_ body: () throws(GitError) -> R) throws(RunFailure) -> R {
  do { return try body() } catch { throw RunFailure(error) }
}

func failing<R>(_ body: () throws(StoreError) -> R) throws(RunFailure) -> R {
  do { return try body() } catch { throw RunFailure(error) }
}

func failing<R>(_ body: () throws(FileError) -> R) throws(RunFailure) -> R {
  do { return try body() } catch { throw RunFailure(error) }
}

func failing<R>(_ body: () throws(ProcessError) -> R) throws(RunFailure) -> R {
  do { return try body() } catch { throw RunFailure(.environment, "\(error)") }
}

extension RunFailure {
  /// A file operation the system refused; `errno` still says why.
  public static func cannot(_ verb: String, _ path: String) -> RunFailure {
    .cannot(verb, path, FileError(verb, path))
  }

  /// The same in words of the command: what it wanted of the file, and what it calls it.
  public static func cannot(_ verb: String, _ path: String, _ error: FileError) -> RunFailure {
    RunFailure(.environment, "cannot \(verb) \(path): \(error.reason)")
  }
}
