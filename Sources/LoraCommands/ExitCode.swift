import LoraRunner

/// What each exit code means; the man page and `docs/` list the same.
enum ExitCode: Int32 {
  case done = 0
  case trainingFailed = 1
  case usage = 64
  case badData = 65
  case mirrorUnreached = 69
  case bug = 70
  case cannotWrite = 74
  case inTheWay = 75
  case badConfig = 78

  init(_ kind: RunFailure.Kind) {
    switch kind {
    case .usage: self = .usage
    case .badData: self = .badData
    case .badConfig: self = .badConfig
    case .inTheWay, .environment: self = .inTheWay
    case .trainingFailed: self = .trainingFailed
    case .unreached: self = .mirrorUnreached
    case .bug: self = .bug
    }
  }
}
