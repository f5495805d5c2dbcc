/// What becomes of a run that has begun and not landed, by what there is of it on disk.
public enum RunRemedy: Sendable, Equatable {
  /// A git-lora is at it: nothing is to be done.
  case followed
  /// Its trainer lives, or may live on another machine, and nobody follows it.
  case attach
  /// It is a commit already: what its process did not clear away goes.
  case tidy
  /// It has a finished commit that is on no branch.
  case landKept
  /// It is ended by what it left, and landed.
  case land
  /// It was killed before it was recorded that it begins: nothing was trained.
  case forget
  /// Something was trained, and the reference that said from what is gone.
  case examine

  public enum Beginning: Sendable {
    case none, begun, finished
  }

  /// - Parameters:
  ///   - isTraining: whether its trainer lives, as far as this machine can know.
  ///   - active: what the commit under its active reference says.
  ///   - holdsWork: whether its private area holds anything that a trainer made.
  public init(
    isFollowed: Bool, isTraining: Bool, isLanded: Bool, active: Beginning, holdsWork: Bool
  ) {
    if isFollowed {
      self = .followed
    } else if isTraining {
      self = .attach
    } else if isLanded {
      self = .tidy
    } else {
      switch active {
      case .finished: self = .landKept
      case .begun: self = .land
      case .none: self = holdsWork ? .examine : .forget
      }
    }
  }
}
