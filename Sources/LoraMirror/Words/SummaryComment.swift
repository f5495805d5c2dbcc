public import LoraExperiment
import LoraReport

/// What the task says when a run has ended and is a commit.
public struct SummaryComment: Sendable {
  public var record: RunRecord
  /// The run's commit, 40 digits.
  public var commit: String
  /// Resolved, by the keys' own names.
  public var settings: [String: String]
  public var data: DataManifest
  public var evaluationLoss: Float?
  public var publication: Publication
  /// What changed since the run before on this branch; nil when it is the first.
  public var changes: ChangesSinceLastRun?
  /// Files that are too large to attach.
  public var linked: [RecordedFile] = []
  /// What is known of the attached samples, one a line: name, step, prompt.
  public var samples: [String] = []
  /// Runs whose files are on the task too, the last first.
  public var earlier: [EarlierRun] = []

  /// Whether everyone can get the commit.
  public enum Publication: Sendable, Equatable {
    case notYet
    /// Somewhere without a web page.
    case published(remote: String)
    case page(String)
  }

  public init(
    record: RunRecord, commit: String, settings: [String: String], data: DataManifest,
    evaluationLoss: Float? = nil, publication: Publication = .notYet,
    changes: ChangesSinceLastRun? = nil, linked: [RecordedFile] = [], earlier: [EarlierRun] = []
  ) {
    self.record = record
    self.commit = commit
    self.settings = settings
    self.data = data
    self.evaluationLoss = evaluationLoss
    self.publication = publication
    self.changes = changes
    self.linked = linked
    self.earlier = earlier
  }

  public var text: String {
    let pictures = samples.isEmpty ? [] : ["Samples:"] + samples.map { "- \($0)" }
    let paragraphs = [outcome, what, weights, changes?.lines ?? [], pictures, files, answer]
    return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private var outcome: [String] {
    let title = RunTitle(of: record)
    return [
      "\(commit.prefix(8)) \(title.quoted)",
      title.standing(record.state) + (record.reason.map { ": \(Quoted.line($0))" } ?? ""),
      LossWords(
        first: record.totals.firstLoss, last: record.totals.finalLoss,
        best: record.totals.bestLoss, bestStep: record.totals.bestStep,
        evaluation: evaluationLoss
      ).text,
      "Model version: \(commit)",
      whereabouts,
    ].compactMap { $0 }
  }

  private var whereabouts: String {
    switch publication {
    case .notYet: "Not pushed yet: so far it exists on \(Quoted.line(record.host.name)) only"
    case .published(let remote): "Pushed to \(Quoted.line(remote)): git lora fetch brings it"
    case .page(let link): link
    }
  }

  private var what: [String] {
    let totals = record.totals
    let epochs = totals.epochs.map { ", \(Quantity.number($0, digits: 3)) epochs" } ?? ""
    let examples = totals.examples.map { "\(Quantity.count($0)) examples, " } ?? ""
    return [
      "\(Quantity.count(totals.steps)) steps\(epochs) in \(Quantity.duration(totals.seconds)) on "
        + Quoted.line(record.host.name, limit: 60),
      "Data: \(examples)\(DataWords.text(data))",
      record.baseModel.map { "Base model: \(Quoted.line($0.path))" },
      SettingsWords(settings).text,
      "All settings: \(Quoted.line(record.config)) in that commit",
    ].compactMap { $0 }
  }

  private var weights: [String] {
    let files = record.files.filter { $0.role == .adapter }
    guard !files.isEmpty else { return ["It left no weights."] }
    return files.map { file in
      let isLinked = linked.contains { $0.path == file.path }
      return "\(Quoted.line(file.path)), \(Quantity.bytes(file.bytes))"
        + (isLinked ? ", too large to attach" : "") + ", SHA-256 \(file.digest)"
    }
  }

  private static let mostEarlier = 8

  /// Which files of the task belong to which run.
  private var files: [String] {
    guard !earlier.isEmpty else { return [] }
    let own = "Files on this task, by run: this one's have .lora-\(record.id.short)- in their names"
    let rest = earlier.count - Self.mostEarlier
    return [own] + earlier.prefix(Self.mostEarlier).map(\.line)
      + (rest > 0 ? ["- \(rest) earlier ones"] : [])
  }

  private var answer: [String] {
    record.state == .failed
      ? []
      : [
        "To review: look at the samples attached to this task, write what you think as a comment "
          + "and move the task on."
      ]
  }
}
