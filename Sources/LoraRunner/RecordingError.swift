import LoraFiles
import LoraStore

/// Why a finished run is no commit on its branch. Which of them it is decides what becomes of it, so
/// a disk that is full for a moment never turns a good run into a failed one.
enum RecordingError: Error {
  /// What the trainer left is itself at fault: no file that can be read, a name that Git cannot
  /// hold. The run can be recorded without it.
  case output(String)
  /// It is a commit, which waits under the run's active reference.
  case kept(RunFailure)
  /// The machine or the repository refused, for now.
  case refused(RunFailure)

  /// Of a file that the trainer left, on its way into the record.
  init(_ error: StoreError, reading source: String) {
    if case .file(let reason) = error, reason.path == source, !reason.mayPass {
      self = .output(reason.description)
    } else {
      self = .refused(RunFailure(error))
    }
  }

  /// Of landing.
  init(_ error: StoreError) {
    if error.keptCommit != nil {
      self = .kept(RunFailure(error))
    } else if case .git(let reason) = error, reason.kind == .invalidName {
      self = .output(reason.message)
    } else {
      self = .refused(RunFailure(error))
    }
  }
}
