import LoraConfig
import LoraFamilies
import LoraNames
import LoraText
import LoraWeights
import LoraYAML

/// What `lora-train` would refuse, found before anything is written: a base model it cannot read,
/// and every line of the data. (Keys it cannot do yet are `ExistenceCheck`'s.)
struct BuiltInDataCheck {
  let config: RunConfig
  let top: String

  struct Outcome {
    /// At lines of the config.
    var config: [Diagnostic] = []
    /// At lines of the data.
    var problems: [Diagnostic] = []
    var examples: Int?
  }

  func outcome() -> Outcome {
    let base: BaseModel
    do {
      base = try BaseModel.open(path: FilePath.absolute(config.baseModel, from: top))
      try base.check()
    } catch {
      return Outcome(problems: [config.diagnostic(at: .baseModel, error.description)])
    }
    if let problem = startProblem() { return Outcome(config: [problem]) }
    return data(for: base)
  }

  /// What is wrong with the adapter that the training is to start from.
  private func startProblem() -> Diagnostic? {
    guard let named = config.initLoraWeights else { return nil }
    let path = FilePath.absolute(named, from: top)
    let file = FilePath.isFolder(path) ? path + "/adapter_model.safetensors" : path
    do {
      let adapter = try AdapterFile(path: file)
      guard let other = adapter.pairs.first(where: { $0.rank != config.loraRank }) else {
        return nil
      }
      return config.diagnostic(
        at: .initLoraWeights,
        "the adapter in '\(named)' has rank \(other.rank), and lora_rank is \(config.loraRank)",
        hint: "set lora_rank: \(other.rank)")
    } catch {
      return config.diagnostic(at: .initLoraWeights, "\(error)")
    }
  }

  private func data(for base: BaseModel) -> Outcome {
    let model = PreparedData.Model(
      path: base.path, vocabularySize: base.layout.vocabularySize,
      maxPositions: base.layout.maxPositions)
    let settings = PreparedData.Settings(
      chatTemplate: config.chatTemplate, maxSeqLength: config.maxSeqLength,
      trainOnPrompt: config.trainOnPrompt)
    do {
      let path = FilePath.absolute(config.trainDataDir ?? "", from: top)
      return Outcome(examples: try PreparedData(path, for: model, settings).made.examples.count)
    } catch let problems as DataProblems {
      return Outcome(problems: diagnostics(of: problems))
    } catch let error as ChatTemplateError {
      return Outcome(
        config: [config.diagnostic(at: .chatTemplate, error.description, hint: error.hint)])
    } catch {
      return Outcome(problems: [config.diagnostic(at: .baseModel, "\(error)")])
    }
  }

  private func diagnostics(of problems: DataProblems) -> [Diagnostic] {
    let shown = problems.first.map { problem in
      Diagnostic(
        file: shownPath(problem.path), line: problem.line, column: problem.column,
        message: problem.message, hint: problem.hint)
    }
    let rest = problems.count - shown.count
    guard rest > 0, let file = shown.last?.file else { return shown }
    return shown + [Diagnostic(file: file, message: "and \(rest) more problems")]
  }

  /// Below the top, as the config's own paths are.
  private func shownPath(_ path: String) -> String {
    path.rest(after: top + "/") ?? path
  }
}
