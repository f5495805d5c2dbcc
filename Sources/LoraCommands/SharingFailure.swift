import LoraRunner
import LoraSharing

extension RunFailure {
  /// The same in this program's classes of trouble.
  init(_ error: SharingError) {
    switch error {
    case .git(let error): self.init(error)
    case .store(let error): self.init(error)
    case .noRemote, .unknownWord, .address, .notOnABranch, .tipOfSeveral, .notWithdrawn:
      self.init(.usage, error.description.printable, hint: error.hint)
    case .missingObjects: self.init(.badData, error.description, hint: error.hint)
    case .unreachable, .noLFSProgram, .noLFSServer, .objectsFailed:
      self.init(.environment, error.description.printable, hint: error.hint)
    case .branchCheckedOut, .branchMovedOn:
      self.init(.inTheWay, error.description.printable, hint: error.hint)
    }
  }
}
