import LoraExperiment
import LoraStore

extension RunFailure {
  /// Why a run is not to be ended by another process; nil when it may be.
  init?(notToBeEnded run: RunRemains) {
    let short = run.id.short
    switch run.remedy {
    case .followed: self = .followed(run)
    case .attach:
      let trainer = run.trainer
      let place =
        trainer?.isAlive == nil ? ", or may, on \(trainer?.host ?? "another machine")" : ""
      self.init(
        .inTheWay, "run \(short) of \(run.name) still trains\(place)",
        hint: "follow it to its end: git lora attach \(short); or end it: git lora stop \(short)")
    case .examine:
      self.init(
        .inTheWay,
        "run \(short) of \(run.name) left files in \(run.area.folder), and its beginning "
          + "(\(RunRefs.active(run.id))) is gone: it cannot become a commit",
        hint: "take from there what you need; then drop it: git lora discard \(short)")
    case .tidy, .landKept, .land, .forget: return nil
    }
  }

  static func followed(_ run: RunRemains) -> RunFailure {
    let follower = run.state?.process
    let who = follower.map { "process \($0.pid) on \($0.host)" } ?? "another process"
    return RunFailure(
      .inTheWay, "run \(run.id.short) of \(run.name) is followed by \(who)",
      hint: "git lora status shows it; git lora stop \(run.id.short) ends it")
  }

  /// Git signs this repository's commits, and a kept run may lack its signature.
  init?(unsigned kept: KeptRun, in store: RunStore) {
    guard store.repository.environment.settings.flag("commit.gpgsign") == true else { return nil }
    self.init(
      .inTheWay, "the run \(kept.run.id.short) may lack the signature that commit.gpgsign asks for",
      hint: "land it all the same: \(kept.landing)")
  }

  func hinting(_ hint: String?) -> RunFailure {
    var failure = self
    failure.hint = hint ?? failure.hint
    return failure
  }
}
