import LoraConfig
import LoraFamilies
import LoraNames
import LoraText
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
    /// What is worth knowing of the data, a line each.
    var remarks: [String] = []
  }

  func outcome() -> Outcome {
    let base: BaseModel
    do {
      base = try BaseModel.open(path: FilePath.absolute(config.baseModel, from: top))
      try base.check()
    } catch {
      return Outcome(problems: [config.diagnostic(at: .baseModel, error.description)])
    }
    let start = startProblems(on: base)
    if start.hasErrors { return Outcome(config: start) }
    var outcome = data(for: base)
    outcome.config = start + outcome.config
    return outcome
  }

  /// What is wrong with the adapter that the training is to start from, or worth knowing.
  private func startProblems(on base: BaseModel) -> [Diagnostic] {
    guard let named = config.initLoraWeights else { return [] }
    do {
      let adapter = try AdapterFolder(path: FilePath.absolute(named, from: top))
      let differences = config.differences(from: adapter.config)
      if differences.hasErrors { return differences }
      let linears = try config.targetModules.select(from: base.adaptableLinears)
      try adapter.check(startsOn: linears, rank: config.loraRank)
      return differences
    } catch {
      return [config.diagnostic(at: .initLoraWeights, "\(error)")]
    }
  }

  private func data(for base: BaseModel) -> Outcome {
    let model = PreparedData.Model(
      path: base.path, vocabularySize: base.layout.vocabularySize,
      maxPositions: base.layout.maxPositions)
    let settings = PreparedData.Settings(
      chatTemplate: config.chatTemplate, maxSeqLength: config.maxSeqLength,
      longExamples: config.longExamples.flatMap(LongExamples.init(rawValue:)),
      trainOnPrompt: config.trainOnPrompt)
    do {
      let path = FilePath.absolute(config.trainDataDir ?? "", from: top)
      let data = try PreparedData(path, for: model, settings)
      return Outcome(examples: data.made.examples.count, remarks: data.remarks.map(words))
    } catch let problems as DataProblems {
      return Outcome(problems: diagnostics(of: problems))
    } catch let error as ChatTemplateError {
      return Outcome(
        config: [config.diagnostic(at: .chatTemplate, error.description, hint: error.hint)])
    } catch {
      return Outcome(problems: [config.diagnostic(at: .baseModel, "\(error)")])
    }
  }

  /// With the first places of a remark.
  private func words(_ remark: PreparedData.Remark) -> String {
    let places = remark.places.first.prefix(3).map { problem in
      shownPath(problem.path) + (problem.line.map { ":\($0)" } ?? "")
    }
    guard !places.isEmpty else { return remark.text }
    let rest = remark.places.count > places.count ? ", …" : ""
    return "\(remark.text) (\(places.joined(separator: ", "))\(rest))"
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
