import LoraExperiment
import LoraNames
import LoraStore

/// Other runs of this repository that have begun and not landed.
struct Companions {
  let store: RunStore
  let report: (RunNotice) -> Void

  /// Says who else is training on the branch (refuses with `--exclusive`), which runs of a remote
  /// it follows, and names runs whose process has vanished.
  func check(_ plan: RunPlan, exclusive: Bool) throws(RunFailure) {
    if let remote = plan.continuing {
      report(.note("it follows \(remote.name) (\(remote.tip.short)), which is not here yet"))
    }
    let active = try failing { () throws(StoreError) in try store.activeRuns() }
    let gone = active.filter { $0.standing == .interrupted }
    if let words = ActiveRunWords.reminder(of: gone) { report(.note(words)) }
    let beside = active.filter {
      $0.state.branch.sameBytes(as: plan.reference) && $0.standing == .running
    }
    guard let other = beside.first else { return }
    let words =
      "run \(other.state.id.short) of \(plan.branch) is training since \(other.state.started)"
    guard !exclusive else {
      throw RunFailure(
        .inTheWay, words, hint: "wait for it, or stop it: git lora stop \(other.state.id.short)")
    }
    report(.note(words + "; this one lands beside it"))
  }
}
