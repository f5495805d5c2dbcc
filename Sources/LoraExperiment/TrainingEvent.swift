/// One line of a trainer's journal (`docs/trainer-protocol.md`): what happened, when, in what order.
///
/// Read with `EventReader`, which checks every number.
public struct TrainingEvent: Sendable, Encodable, Equatable {
  /// The protocol's version; a reader takes lines up to its own and skips later ones.
  public static let protocolVersion = 1

  public var version: Int = TrainingEvent.protocolVersion
  /// Starts at 1 and grows by one a line.
  public var sequence: Int
  /// UTC, `2026-11-24T17:20:01.123Z`.
  public var time: String
  public var kind: Kind

  public var step: Int?
  public var totalSteps: Int?
  public var epoch: Double?
  public var totalEpochs: Double?
  /// Not a number where it was not finite, or not told for a step.
  public var loss: Float?
  public var learningRate: Float?
  public var gradientNorm: Float?
  public var tokensPerSecond: Double?
  public var samplesPerSecond: Double?
  public var examples: Int?
  public var tokens: Int?
  public var path: String?
  public var prompt: String?
  public var text: String?
  public var message: String?
  public var reason: String?
  public var celsius: Double?
  public var trainer: String?
  public var kernel: String?
  /// The trainer polls the file named by `GIT_LORA_STOP`, so it need not be interrupted by a signal.
  public var knowsStopFile: Bool?
  /// Fields of the line that were out of range and are left out here, in words.
  package var leftOut: [String] = []

  public init(_ kind: Kind, sequence: Int, time: String) {
    self.kind = kind
    self.sequence = sequence
    self.time = time
  }

  /// The event names. An unknown one is kept in the journal and otherwise ignored.
  public enum Kind: Sendable, Equatable, Hashable {
    case start, step, evaluation, epoch, checkpoint, sample
    case adapter, warning, plateau, hotGPU, pause, end
    case other(String)
  }

  enum CodingKeys: String, CodingKey {
    case version = "v"
    case sequence = "seq"
    case time
    case kind = "type"
    case step, epoch, loss, examples, tokens, path, prompt, text, message, reason, celsius
    case trainer, kernel
    case totalSteps = "total_steps"
    case totalEpochs = "total_epochs"
    case learningRate = "learning_rate"
    case gradientNorm = "grad_norm"
    case tokensPerSecond = "tokens_per_second"
    case samplesPerSecond = "samples_per_second"
    case knowsStopFile = "knows_stop_file"
  }
}

extension TrainingEvent.Kind: RawRepresentable, Encodable {
  private static let names: [String: Self] = [
    "start": .start, "step": .step, "eval": .evaluation, "epoch": .epoch,
    "checkpoint": .checkpoint, "sample": .sample, "adapter": .adapter, "warning": .warning,
    "plateau": .plateau, "hot_gpu": .hotGPU, "pause": .pause, "end": .end,
  ]

  public init(rawValue: String) { self = Self.names[rawValue] ?? .other(rawValue) }

  // Written out: comparing kinds goes through `rawValue`, so it cannot search by comparing.
  public var rawValue: String {
    switch self {
    case .start: "start"
    case .step: "step"
    case .evaluation: "eval"
    case .epoch: "epoch"
    case .checkpoint: "checkpoint"
    case .sample: "sample"
    case .adapter: "adapter"
    case .warning: "warning"
    case .plateau: "plateau"
    case .hotGPU: "hot_gpu"
    case .pause: "pause"
    case .end: "end"
    case .other(let name): name
    }
  }
}

extension TrainingEvent {
  /// The metric a `step` event carries; nil for other kinds and for a step without a number.
  public var metric: Metric? {
    guard kind == .step, let step else { return nil }
    return Metric(
      step: step, epoch: epoch, loss: loss ?? .nan, learningRate: learningRate,
      gradientNorm: gradientNorm, tokensPerSecond: tokensPerSecond,
      samplesPerSecond: samplesPerSecond)
  }
}
