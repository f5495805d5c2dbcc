import LoraFamilies
import LoraModels
public import LoraTensor
public import LoraWeights

/// What a golden case computes, under the names of its `expected.safetensors`.
public struct CaseRun: Sendable {
  /// Each tensor F32.
  public let tensors: [StoredTensor]

  /// Trains the case through the loop that trains everything else.
  public init(_ golden: GoldenCase, _ engine: Engine) throws(GoldenCaseError) {
    let (decoder, adapters) = try Self.model(golden, engine)
    let task = DecoderTask(examples: golden.examples, decoder: decoder, adapters: adapters)
    var record = Record(logits: Self.logits(golden, decoder, adapters))
    do throws(TrainingError) {
      var loop = try TrainingLoop(task, adapters, golden.options, engine)
      _ = try loop.run { record.note($0, adapters) }
    } catch { throw .training(error) }
    let after = decoder.loss(golden.firstBatch, Tape(engine, training: false), adapters)
    record.lossAfter = Float(after.sum / Double(after.count))
    tensors = record.tensors(adapters)
  }

  /// Writes the tensors to a safetensors file.
  public func write(to path: String) throws(WeightsError) {
    try SafetensorsWriter.write(tensors, to: path)
  }

  private static func model(
    _ golden: GoldenCase, _ engine: Engine
  ) throws(GoldenCaseError) -> (Decoder, AdapterSet) {
    let adapters: AdapterSet
    do throws(AdapterError) {
      adapters = try golden.start.adapters(on: golden.base, golden.options)
    } catch { throw .adapter(error) }
    do { return (try Decoder(golden.base, engine), adapters) } catch { throw .model(error) }
  }

  /// Step 1's logits [batch, positions, V], zero at padded positions, from a forward of its own.
  private static func logits(
    _ golden: GoldenCase, _ decoder: Decoder, _ adapters: AdapterSet
  ) -> StoredTensor {
    let (batch, positions) = golden.stored
    let width = golden.base.layout.vocabularySize
    let sequences = golden.firstBatch.map(\.tokens)
    let dense = decoder.logits(sequences, adapters).values
    var padded = [Float](repeating: 0, count: batch * positions * width)
    var first = 0
    for (row, tokens) in sequences.enumerated() {
      let count = tokens.count * width
      let place = row * positions * width
      padded.replaceSubrange(place..<place + count, with: dense[first..<first + count])
      first += count
    }
    return StoredTensor(name: "step1.logits", shape: [batch, positions, width], floats: padded)
  }
}

/// Gathers the loop's reports.
private struct Record {
  let logits: StoredTensor
  var losses: [Float] = []
  var norms: [Float] = []
  var gradients: [StoredTensor] = []
  var lossAfter: Float = 0

  init(logits: StoredTensor) { self.logits = logits }

  mutating func note(_ report: TrainingReport, _ adapters: AdapterSet) -> TrainingDecision {
    switch report {
    case .gradients(step: 1):
      gradients = adapters.parameters.map {
        StoredTensor(
          name: "grad." + $0.name, shape: [$0.rows, $0.columns], floats: Array($0.gradient))
      }
    case .step(let step):
      losses.append(step.loss)
      norms.append(step.gradientNorm)
    case .gradients, .checkpoint, .epoch: break
    }
    return .more
  }

  func tensors(_ adapters: AdapterSet) -> [StoredTensor] {
    let numbers = [("losses", losses), ("grad_norms", norms), ("loss_after", [lossAfter])].map {
      StoredTensor(name: $0, shape: [$1.count], floats: $1)
    }
    let final = adapters.parameters.map { $0.stored.renamed("final." + $0.name) }
    return numbers + [logits] + gradients + final
  }
}
