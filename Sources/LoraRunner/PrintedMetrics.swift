import FoundationEssentials
package import LoraExperiment

/// Metrics from what a trainer prints, for those that write no events.
///
/// Two forms are read: a JSON object a line, and the dictionary that transformers' Trainer prints
/// (`{'loss': '1.23', 'epoch': 0.5}`, whose numbers may be strings). Whatever has a loss is a step.
package struct PrintedMetrics {
  private var lastStep = 0

  package init() {}

  package mutating func event(in line: [UInt8], time: String) -> TrainingEvent? {
    // Trainer's last line is an average over the whole training, not a step.
    guard let fields = Self.fields(of: line), fields["train_runtime"] == nil else { return nil }
    let evaluation = number(fields, "eval_loss", "val_loss")
    guard let loss = evaluation ?? number(fields, "loss", "train_loss", "step_loss") else {
      return nil
    }
    let named = number(fields, "step", "global_step", "current_steps", "iter").map { Int($0) }
    let step = named ?? lastStep + (evaluation == nil ? 1 : 0)
    lastStep = step
    var event = TrainingEvent(evaluation == nil ? .step : .evaluation, sequence: step, time: time)
    event.step = step
    event.loss = Float(loss)
    event.epoch = number(fields, "epoch")
    event.learningRate = number(fields, "learning_rate", "lr").map { Float($0) }
    event.gradientNorm = number(fields, "grad_norm", "gradient_norm").map { Float($0) }
    event.totalSteps = number(fields, "total_steps", "max_steps").map { Int($0) }
    event.tokensPerSecond = number(fields, "tokens_per_second", "throughput")
    event.samplesPerSecond = number(fields, "samples_per_second")
    return event
  }

  private func number(_ fields: [String: Value], _ names: String...) -> Double? {
    names.lazy.compactMap { fields[$0]?.number }.first
  }

  private static func fields(of line: [UInt8]) -> [String: Value]? {
    guard let first = line.first(where: { $0 != 0x20 }), first == UInt8(ascii: "{"),
      line.last(where: { $0 != 0x20 && $0 != 0x0D }) == UInt8(ascii: "}")
    else { return nil }
    let decoder = JSONDecoder()
    if let fields = try? decoder.decode([String: Value].self, from: Data(line)) { return fields }
    let requoted = line.map { $0 == UInt8(ascii: "'") ? UInt8(ascii: "\"") : $0 }
    return try? decoder.decode([String: Value].self, from: Data(requoted))
  }

  /// A field's number, whether written as one or as a string; nil for anything else.
  private struct Value: Decodable {
    let number: Double?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Double.self) {
        number = value
      } else {
        number = (try? container.decode(String.self)).flatMap { Double($0) }
      }
    }
  }
}
