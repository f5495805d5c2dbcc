public import LoraExperiment
import LoraReport

/// What is different from the run before, in the words of the summary.
public struct ChangesSinceLastRun: Sendable, Equatable {
  /// The run before: its commit.
  public var commit: String
  public var settings: [SettingChange]
  public var data: DataDifference
  public var loss: (before: Float?, after: Float?)

  /// - Parameters:
  ///   - commit: the run before.
  ///   - before: its resolved settings, data and last training loss; `after` of this one.
  public init(
    commit: String, settings: (before: [String: String], after: [String: String]),
    data: (before: DataManifest, after: DataManifest), loss: (before: Float?, after: Float?)
  ) {
    self.commit = commit
    self.settings = SettingChange.between(settings.before, settings.after)
      .filter { !Self.isPlace($0.key) }
    self.data = DataDifference(from: data.before, to: data.after)
    self.loss = loss
  }

  /// Where results go and which task they belong to changes nothing about them.
  private static func isPlace(_ key: String) -> Bool {
    key == "output_dir" || key == "clickup_task"
  }

  private static let most = 12

  var lines: [String] {
    var lines = settings.prefix(Self.most).map { "- \(Quoted.line($0.text, limit: 160))" }
    if settings.count > Self.most { lines.append("- \(settings.count - Self.most) more settings") }
    if !data.isEmpty { lines.append("- data: \(dataWords)") }
    if lines.isEmpty { lines.append("- settings and data are the same") }
    if let before = loss.before, let after = loss.after {
      lines.append("- last loss \(Quantity.number(before)) → \(Quantity.number(after))")
    }
    return ["Since the run before (\(commit.prefix(8))):"] + lines
  }

  private var dataWords: String {
    let counts = [
      (data.added.count, "added"), (data.removed.count, "removed"), (data.changed.count, "changed"),
    ]
    return counts.filter { $0.0 > 0 }
      .map { "\(Quantity.count($0)) \($0 == 1 ? "file" : "files") \($1)" }.joined(separator: ", ")
  }

  public static func == (a: ChangesSinceLastRun, b: ChangesSinceLastRun) -> Bool {
    a.commit == b.commit && a.settings == b.settings && a.data == b.data && a.loss == b.loss
  }
}
