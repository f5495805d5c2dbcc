package import LoraExperiment

/// Metrics from what a trainer prints, for those that write no events.
///
/// Two forms are read wherever they stand in a line: a JSON object, and the dictionary that Python
/// prints (`{'loss': '1.23', 'epoch': 0.5}`). transformers' Trainer prints one behind a progress bar,
/// and its numbers may be strings. Whatever has a loss is a step.
package struct PrintedMetrics {
  private var lastStep = 0

  package init() {}

  /// - Parameter line: what stands between two line ends or carriage returns.
  package mutating func events(in line: ArraySlice<UInt8>, time: String) -> [TrainingEvent] {
    PrintedObjects.found(in: line).compactMap { event(of: $0, time: time) }
  }

  private mutating func event(of members: [String: LiteralValue], time: String) -> TrainingEvent? {
    // Trainer's last line is an average over the whole training, not a step.
    guard members["train_runtime"] == nil else { return nil }
    var fields = TrainerFields(members)
    let evaluation = fields.measured("eval_loss", "val_loss")
    guard let loss = evaluation ?? fields.measured("loss", "train_loss", "step_loss") else {
      return nil
    }
    let kind: TrainingEvent.Kind = evaluation == nil ? .step : .evaluation
    var event = TrainingEvent(kind, sequence: 0, time: time)
    event.loss = loss
    event.step = fields.count("step", "global_step", "current_steps", "iter")
    event.epoch = fields.number("epoch", in: TrainerFields.epochs)
    event.learningRate = fields.setting("learning_rate", "lr")
    event.gradientNorm = fields.measured("grad_norm", "gradient_norm")
    // Of settings that are printed before the training, `'loss': None` says nothing.
    if loss.isNaN, !fields.hasNumber(for: Self.losses), event.tellsNothingElse { return nil }
    event.totalSteps = fields.count("total_steps", "max_steps")
    event.tokensPerSecond = fields.number(
      "tokens_per_second", "throughput", in: TrainerFields.speeds)
    event.samplesPerSecond = fields.number("samples_per_second", in: TrainerFields.speeds)
    event.leftOut = fields.leftOut
    // Trainer prints a loss that is not finite as 0 (`logging_nan_inf_filter`).
    if loss == 0, event.gradientNorm?.isNaN == true { event.loss = .nan }
    return counted(event)
  }

  /// Without a step of its own an event belongs to the step after the last, an evaluation to the last.
  private mutating func counted(_ event: TrainingEvent) -> TrainingEvent {
    var event = event
    let next = min(lastStep + 1, TrainerFields.largestCount)
    let step = event.step ?? (event.kind == .step ? next : lastStep)
    lastStep = step
    (event.step, event.sequence) = (step, step)
    return event
  }

  private static let losses = ["eval_loss", "val_loss", "loss", "train_loss", "step_loss"]
}

extension TrainingEvent {
  fileprivate var tellsNothingElse: Bool {
    step == nil && epoch == nil && learningRate == nil && gradientNorm == nil
  }
}

/// The objects in a line of a log.
enum PrintedObjects {
  /// Braces that begin nothing readable: after so many in one line, the rest is passed over.
  private static let maximumFailures = 64

  static func found(in line: ArraySlice<UInt8>) -> [[String: LiteralValue]] {
    var rest = line.contains(0x1B) ? withoutEscapes(line) : line
    var found: [[String: LiteralValue]] = []
    var failures = 0
    while failures < maximumFailures, let start = rest.firstIndex(of: UInt8(ascii: "{")) {
      var reader = LiteralReader(rest[start...], notation: .python)
      if let members = reader.object() {
        found.append(members)
        rest = rest[reader.position...]
      } else {
        failures += 1
        rest = rest[(start + 1)...]
      }
    }
    return found
  }

  /// Without control sequences (ECMA-48: `ESC [`, parameters, one final byte from `@` to `~`), which
  /// colour a text and move the cursor between bars.
  private static func withoutEscapes(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text: [UInt8] = []
    var isInside = false
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      if isInside {
        isInside = !(0x40...0x7E).contains(byte)
      } else if byte == 0x1B {
        isInside = index + 1 < line.endIndex && line[index + 1] == UInt8(ascii: "[")
        if isInside { index += 1 }
      } else {
        text.append(byte)
      }
      index += 1
    }
    return text[...]
  }
}
