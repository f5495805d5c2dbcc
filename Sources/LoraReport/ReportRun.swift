public import LoraExperiment

/// Everything a report says about one run. Values only: whoever builds it has read the repository.
public struct ReportRun: Sendable {
  /// What people type to name the run, for example `runs/tea-voice~2`.
  public var title: String
  /// The run's full commit hash.
  public var commit: String
  public var record: RunRecord
  /// Resolved settings in the order to show them.
  public var settings: [(key: String, value: String)]
  /// Training, by rising step.
  public var metrics: [Metric]
  /// Validation, by rising step; only `step`, `epoch` and `loss` are looked at.
  public var evaluations: [Metric]
  /// Texts to compare between runs; the same name in two runs puts them side by side.
  public var samples: [(name: String, text: String)]
  public var data: DataManifest?
  /// The end of what the trainer printed.
  public var logTail: String?
  public var moduleNorms: [ModuleNorm]

  public init(
    title: String, commit: String, record: RunRecord,
    settings: [(key: String, value: String)] = [], metrics: [Metric] = [],
    evaluations: [Metric] = [], samples: [(name: String, text: String)] = [],
    data: DataManifest? = nil, logTail: String? = nil, moduleNorms: [ModuleNorm] = []
  ) {
    self.title = title
    self.commit = commit
    self.record = record
    self.settings = settings
    self.metrics = metrics
    self.evaluations = evaluations
    self.samples = samples
    self.data = data
    self.logTail = logTail
    self.moduleNorms = moduleNorms
  }
}

/// How far one module moved: the Frobenius norm of ΔW = scaling · B·A.
public struct ModuleNorm: Sendable, Equatable {
  /// Counted from 0; nil for a module outside the repeated layers.
  public var layer: Int?
  /// Within its layer, for example `self_attn.q_proj`.
  public var module: String
  public var norm: Float

  public init(layer: Int?, module: String, norm: Float) {
    self.layer = layer
    self.module = module
    self.norm = norm
  }
}
