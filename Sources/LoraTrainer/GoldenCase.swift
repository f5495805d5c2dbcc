public import LoraFamilies
import LoraJSON
import LoraModels
public import LoraWeights

/// A folder that pins a training: a base model, adapters before step 1, and the batches.
///
/// Of `case.json` only hyperparameters are read, never recorded results.
public struct GoldenCase: Sendable {
  public let folder: String
  public let options: TrainingOptions
  public let base: BaseModel
  public let start: AdapterFolder
  /// All batches' sequences in order; every batch has `options.batchSize` of them.
  let examples: [TokenExample]
  /// Sequences a batch, positions a sequence as stored, with padding.
  let stored: (batch: Int, positions: Int)

  public init(folder: String) throws(GoldenCaseError) {
    self.folder = folder
    let settings = try CaseSettings(path: folder + "/case.json")
    do throws(FamilyError) { base = try .open(path: folder + "/model") } catch {
      throw .model(error)
    }
    do throws(AdapterError) { start = try AdapterFolder(path: folder + "/adapter_init") } catch {
      throw .adapter(error)
    }
    let batches = try CaseBatches(
      path: folder + "/inputs.safetensors", vocabulary: base.layout.vocabularySize)
    guard batches.steps >= settings.steps else {
      throw .broken(
        path: batches.path, reason: "\(batches.steps) batches for \(settings.steps) steps")
    }
    examples = Array(batches.examples.prefix(settings.steps * batches.batch))
    stored = (batches.batch, batches.positions)
    var options = settings.options
    options.rank = start.config.rank
    options.batchSize = batches.batch
    options.maxSteps = settings.steps
    options.shuffle = false
    self.options = options
  }

  /// The first batch's sequences.
  var firstBatch: [TokenExample] { Array(examples.prefix(stored.batch)) }
}

/// Why a case cannot be run: it is broken, not failed.
public enum GoldenCaseError: Error, Sendable, Equatable, CustomStringConvertible {
  case model(FamilyError)
  case adapter(AdapterError)
  case weights(WeightsError)
  case training(TrainingError)
  case broken(path: String, reason: String)

  public var description: String {
    switch self {
    case .model(let error): error.description
    case .adapter(let error): error.description
    case .weights(let error): error.description
    case .training(let error): error.description
    case .broken(let path, let reason):
      "\(Printable(path, limit: Printable.pathLimit)): "
        + "\(Printable(reason, limit: Printable.messageLimit))"
    }
  }
}
