/// Journal lines to events (`docs/trainer-protocol.md`).
public struct EventReader: Sendable {
  public init() {}

  /// nil for a line that is no event of a version this reader knows: such lines stay in the journal
  /// and are otherwise passed over, so that a newer trainer can still be followed.
  public func event(in line: [UInt8]) -> TrainingEvent? {
    var reader = LiteralReader(line[...], notation: .json)
    guard let members = reader.wholeObject() else { return nil }
    return TrainingEvent(TrainerFields(members))
  }
}

extension TrainingEvent {
  /// nil without the four fields that every line carries, and for a later version of the protocol.
  fileprivate init?(_ fields: TrainerFields) {
    var fields = fields
    guard let version = fields.count("v"), version <= Self.protocolVersion,
      let sequence = fields.count("seq"), let time = fields.text("time"),
      let kind = fields.text("type").map(Kind.init)
    else { return nil }
    self.init(kind, sequence: sequence, time: time)
    self.version = version
    readNumbers(&fields)
    (path, prompt, text) = (fields.text("path"), fields.text("prompt"), fields.text("text"))
    (message, reason) = (fields.text("message"), fields.text("reason"))
    (trainer, kernel) = (fields.text("trainer"), fields.text("kernel"))
    knowsStopFile = fields.flag("knows_stop_file")
    leftOut = fields.leftOut
    // A step whose loss could not be written is a step all the same.
    if kind == .step, loss == nil { loss = .nan }
  }

  private mutating func readNumbers(_ fields: inout TrainerFields) {
    step = fields.count("step")
    totalSteps = fields.count("total_steps")
    epoch = fields.number("epoch", in: TrainerFields.epochs)
    totalEpochs = fields.number("total_epochs", in: TrainerFields.epochs)
    loss = fields.measured("loss")
    learningRate = fields.setting("learning_rate")
    gradientNorm = fields.measured("grad_norm")
    tokensPerSecond = fields.number("tokens_per_second", in: TrainerFields.speeds)
    samplesPerSecond = fields.number("samples_per_second", in: TrainerFields.speeds)
    examples = fields.count("examples")
    tokens = fields.count("tokens")
    celsius = fields.number("celsius", in: TrainerFields.temperatures)
  }
}
