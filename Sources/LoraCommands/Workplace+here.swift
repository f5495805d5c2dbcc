import LoraRunner

extension Workplace {
  /// The repository around the working directory, whose settings decide about colours from now on.
  static func here() throws(RunFailure) -> Workplace {
    let workplace = try open()
    Terminal.follow(workplace.repository.environment.settings)
    return workplace
  }
}
