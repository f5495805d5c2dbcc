public import LoraClickUp
public import LoraConfig
import LoraExperiment
public import LoraStore

/// The runs of this repository, as deliveries ask for them.
public final class KnownRuns {
  private let store: RunStore
  private var found: [String: VersionDecision.Run] = [:]

  /// Back from a branch's tip: as many as a task can reasonably have had.
  private static let most = 200

  public init(in store: RunStore) { self.store = store }

  /// The run that a commit's 40 digits name, here or fetched; nil when none is.
  public func lookUp(_ commit: String) -> VersionDecision.Run? {
    if let known = found[commit] { return known }
    // One that is unknown may be fetched meanwhile.
    found[commit] = read(commit)
    return found[commit]
  }

  private func read(_ commit: String) -> VersionDecision.Run? {
    guard let run = try? store.run(commit), let record = try? store.record(of: run),
      let ended = EventTime.milliseconds(record.ended)
    else { return nil }
    let isWithdrawn = (try? RunMark.withdrawn.commits(in: store))?.contains(run.id) ?? false
    return VersionDecision.Run(commit: commit, ended: ended, isWithdrawn: isWithdrawn)
  }

  /// Whether one of the runs would have written that value into a mapped field.
  public func hasRun(saying value: FieldValue, in field: CustomField, as write: FieldWrite) -> Bool
  {
    guard let source = write.source.flatMap({ MappedField.Source(key: $0) }) else { return false }
    let tips = ((try? store.branches()) ?? []) + ((try? store.remoteBranches()) ?? [])
    var seen: Set<String> = []
    return tips.contains { branch in
      ((try? store.runs(from: branch.tip, limit: Self.most)) ?? []).contains { run in
        seen.insert("\(run.id)").inserted && says(value, field, source, run)
      }
    }
  }

  private func says(
    _ value: FieldValue, _ field: CustomField, _ source: MappedField.Source, _ run: LoggedRun
  ) -> Bool {
    guard let record = try? store.record(of: run),
      let written = RunValue(
        source, of: record, commit: "\(run.id)", settings: run.summary.settings,
        evaluationLoss: run.summary.evaluationLoss),
      let input = try? written.input(for: field)
    else { return false }
    return value.says(input, in: field)
  }
}

extension DeliveryRules {
  /// - Parameter publication: see the property.
  public init(
    knowing runs: KnownRuns, for settings: ClickUpSettings,
    publication: @escaping (LandedVersion) -> RunWhereabouts
  ) {
    self.init(
      lists: settings.lists, statuses: settings.statuses, versionField: settings.fields.version,
      publication: publication,
      lookUp: { runs.lookUp($0) },
      isOfSomeRun: { runs.hasRun(saying: $0, in: $1, as: $2) })
  }
}
