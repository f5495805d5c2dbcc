public import LoraExperiment
import LoraReport

/// What the task says when a run begins.
public struct StartComment: Sendable {
  public var title: RunTitle
  public var trainer: String
  public var baseModel: String?
  public var data: DataManifest
  public var settings: [String: String]
  /// HEAD at the start; nil on an unborn branch.
  public var source: String?
  public var isDirty: Bool
  /// Files of the task that the run does not train on, in words; nil: there are none.
  public var untrained: String?
  /// Whether a report follows that is kept up to date.
  public var isFollowed: Bool

  public init(
    title: RunTitle, trainer: String, baseModel: String?, data: DataManifest,
    settings: [String: String], source: SourceState, untrained: String? = nil, isFollowed: Bool
  ) {
    self.title = title
    self.trainer = trainer
    self.baseModel = baseModel
    self.data = data
    self.settings = settings
    self.source = source.commit
    isDirty = source.dirty
    self.untrained = untrained
    self.isFollowed = isFollowed
  }

  public var text: String {
    let parts = [
      "Training \(title.quoted) has started on \(Quoted.line(title.host, limit: 60))",
      "Config: \(Quoted.line(title.config))",
      baseModel.map { "Base model: \(Quoted.line($0))" },
      "Data: \(DataWords.text(data))",
      untrained.map { "On this task, but not trained on: \(Quoted.line($0, limit: 400))" },
      SettingsWords(settings).text,
      source.map {
        "Source: \($0)" + (isDirty ? " with uncommitted edits, which the run records" : "")
      },
      "Trainer: \(Quoted.line(trainer, limit: 60))",
      isFollowed ? "The next comment shows the progress and is kept up to date." : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: "\n")
  }
}

/// `120 files, 3.4 MB`.
enum DataWords {
  static func text(_ manifest: DataManifest) -> String {
    let count = manifest.files.count
    let bytes = manifest.files.reduce(0) { $0 + $1.bytes }
    return "\(Quantity.count(count)) \(count == 1 ? "file" : "files"), \(Quantity.bytes(bytes))"
  }
}
