import LoraFamilies
import LoraFiles
import LoraNames
import LoraWeights
import LoraYAML

extension ExistenceCheck {
  /// The base model, and the modules that are to be adapted in it.
  func baseProblems(_ config: RunConfig) -> [Diagnostic] {
    guard isBuiltIn || config.isSet(.baseModel) else { return [] }
    let place = absolute(config.baseModel)
    if case .nothing = Standing(place, links: .followed) { return [missingBase(config)] }
    let unpulled = pointerFiles(place)
    if let problem = pointers(unpulled, config.baseModel, .baseModel, in: config) {
      return [problem]
    }
    if let problem = unfit(BaseModelKind(place), config) { return [problem] }
    return config.taskType == .textGeneration ? languageModel(place, config) : []
  }

  /// The adapter that training goes on from.
  func startProblems(_ config: RunConfig) -> [Diagnostic] {
    guard let path = config.initLoraWeights else { return [] }
    let place = absolute(path)
    switch Standing(place, links: .followed) {
    case .nothing: return [missing(path, .initLoraWeights, in: config)]
    case .folder where !FileTree.entries(of: place).contains { $0.name.ends(with: ".safetensors") }:
      return [
        config.diagnostic(
          at: .initLoraWeights,
          "'init_lora_weights': '\(path.shortened)' holds no .safetensors file")
      ]
    default: break
    }
    if let problem = pointers(pointerFiles(place), path, .initLoraWeights, in: config) {
      return [problem]
    }
    if case .file = Standing(place, links: .followed) {
      let content = FileContent(place)
      guard case .safetensors = content else {
        return [
          config.diagnostic(
            at: .initLoraWeights,
            "'init_lora_weights': '\(path.shortened)' \(content.inWords), not a .safetensors adapter"
          )
        ]
      }
    }
    return []
  }

  private func missingBase(_ config: RunConfig) -> Diagnostic {
    let path = config.baseModel
    let parts = path.parts(at: "/")
    let isHubName = parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.begins(with: ".") }
    guard isHubName else { return missing(path, .baseModel, in: config) }
    if isBuiltIn {
      return config.diagnostic(
        at: .baseModel, "'base_model' names '\(path.shortened)', which does not exist",
        hint: "if that is a name on a model hub: download it first and name its folder")
    }
    return config.diagnostic(
      .warning, at: .baseModel,
      "'base_model' is no path here; if the trainer downloads it, its content is not recorded")
  }

  /// Pointers among the files of a model, relative to it; a file itself is "".
  private func pointerFiles(_ place: String) -> [String] {
    func isPointer(_ path: String) -> Bool {
      guard case .file(let bytes) = Standing(path, links: .followed),
        bytes < LFSPointer.maximumBytes,
        case .pointer = FileContent(path)
      else { return false }
      return true
    }
    guard case .folder = Standing(place, links: .followed) else {
      return isPointer(place) ? [""] : []
    }
    return FileTree.files(in: place).filter { isPointer(place + "/" + $0) }
  }

  private func unfit(_ kind: BaseModelKind, _ config: RunConfig) -> Diagnostic? {
    let task = config.taskType
    if kind == task.baseKind { return nil }
    let path = config.baseModel.shortened
    switch kind {
    case .language, .speech, .diffusion:
      let fitting = TaskType.allCases.first { $0.baseKind == kind }
      let unset = config.isSet(.taskType) ? "" : " (the task when 'task_type' is absent)"
      return config.diagnostic(
        at: .baseModel,
        "'base_model': '\(path)' is \(kind.inWords), which does not fit \(task.rawValue)\(unset)",
        hint: fitting.map { "task_type: \($0.rawValue)" })
    case .adapter:
      return config.diagnostic(
        at: .baseModel, "'base_model': '\(path)' is an adapter, not a model",
        hint: "to go on from an adapter, name it as init_lora_weights")
    case .pickle where isBuiltIn:
      return config.diagnostic(
        at: .baseModel, "'base_model': '\(path)' is a Python pickle, which is never opened",
        hint: "convert it to .safetensors")
    case .unknown(let words) where isBuiltIn:
      return config.diagnostic(at: .baseModel, "'base_model': '\(path)' \(words)")
    case .pickle, .unknown: return nil
    }
  }

  /// What `lora-train` will refuse; for other trainers only the modules of a model we can read.
  private func languageModel(_ place: String, _ config: RunConfig) -> [Diagnostic] {
    let model: BaseModel
    do throws(FamilyError) {
      model = try BaseModel.open(path: place)
      if isBuiltIn { try model.check() }
    } catch {
      guard isBuiltIn else { return [] }
      return [config.diagnostic(at: .baseModel, "'base_model': \(error)")]
    }
    do throws(TargetModules.Failure) {
      _ = try config.targetModules.select(from: model.adaptableLinears)
      return []
    } catch {
      let key: RunKey = config.isSet(.targetModules) ? .targetModules : .baseModel
      return [config.diagnostic(at: key, "'target_modules': \(error)")]
    }
  }
}

extension BaseModelKind {
  fileprivate var inWords: String {
    switch self {
    case .language: "a language model"
    case .speech: "a speech model"
    case .diffusion: "an image model"
    case .adapter: "an adapter"
    case .pickle: "a Python pickle"
    case .unknown(let words): words
    }
  }
}
