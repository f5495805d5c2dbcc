import LoraFiles
import LoraNames
import LoraText
import LoraYAML

extension ExistenceCheck {
  /// Training data and captions.
  func dataProblems(_ config: RunConfig) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let path = config.trainDataDir { found += trainingData(path, config) }
    if let path = config.metadataPath { found += metadata(path, config) }
    return found
  }

  private func trainingData(_ path: String, _ config: RunConfig) -> [Diagnostic] {
    let place = absolute(path)
    switch Standing(place, links: .followed) {
    case .nothing: return [missing(path, .trainDataDir, in: config)]
    case .other:
      return [config.diagnostic(at: .trainDataDir, "'train_data_dir' is no file or folder")]
    case .file: return dataFile(path, FileContent(place), config)
    case .folder: return dataFolder(path, place, config)
    }
  }

  private func dataFile(_ path: String, _ content: FileContent, _ config: RunConfig)
    -> [Diagnostic]
  {
    if case .pointer = content {
      return [pointers([""], path, .trainDataDir, in: config)].compactMap { $0 }
    }
    let foreign = readsText(config) ? ForeignFormat(path: path) : nil
    if foreign == nil && content.isTrainingData(for: config.taskType) { return [] }
    let hint = "text-generation reads .txt, .jsonl and .json files in UTF-8".when(
      config.taskType == .textGeneration)
    return [
      config.diagnostic(
        at: .trainDataDir,
        "'train_data_dir': '\(path.shortened)' "
          + (foreign.map { "is \($0.name)" } ?? content.inWords) + ", not training data",
        hint: foreign.map { $0.wayOut(path: path) } ?? hint)
    ]
  }

  private func dataFolder(_ path: String, _ place: String, _ config: RunConfig) -> [Diagnostic] {
    let listing = DataSetListing(place, for: readsText(config) ? .loraTrain : .other)
    func look(_ names: [String]) -> [(name: String, content: FileContent)] {
      names.prefix(FileTree.limit).map { ($0, FileContent(place + "/" + $0)) }
    }
    func complain(_ message: String, hint: String? = nil) -> [Diagnostic] {
      [config.diagnostic(at: .trainDataDir, "'train_data_dir' " + message, hint: hint)]
    }
    if let problem = listing.problems.first.first {
      let name = String(problem.path.utf8.dropFirst(place.utf8.count + 1)) ?? problem.path
      return complain(
        "cannot be read: " + (name.isEmpty ? "" : "'\(name.shortened)': ") + problem.message)
    }
    let files = look(listing.files)
    let others = look(listing.passedOver.map(\.path))
    let pulled = files.filter { if case .pointer = $0.content { true } else { false } }
    if let problem = pointers(pulled.map(\.name), path, .trainDataDir, in: config) {
      return [problem]
    }
    if let weights = (files + others).first(where: \.content.holdsWeights) {
      return complain(
        "holds '\(weights.name.shortened)', which \(weights.content.inWords)",
        hint: "keep weights and training data in folders of their own")
    }
    guard files.contains(where: { $0.content.isTrainingData(for: config.taskType) }) else {
      let isEmpty = files.isEmpty && others.isEmpty
      let what = isEmpty ? "is an empty folder" : "holds no \(config.taskType.dataInWords)"
      return complain("'\(path.shortened)' \(what)", hint: listing.nothing?.hint)
    }
    let binary = files.first { file in
      let isNamedText = [".txt", ".jsonl", ".json", ".csv"].contains {
        file.name.ends(with: $0, ignoringCase: true)
      }
      if case .binary = file.content { return isNamedText }
      return false
    }
    return binary.map { complain("holds '\($0.name.shortened)', which is binary") } ?? []
  }

  /// Whether `lora-train` will read the data.
  private func readsText(_ config: RunConfig) -> Bool {
    isBuiltIn && config.taskType == .textGeneration
  }

  private func metadata(_ path: String, _ config: RunConfig) -> [Diagnostic] {
    let place = absolute(path)
    guard case .file = Standing(place, links: .followed) else {
      if case .nothing = Standing(place, links: .followed) {
        return [missing(path, .metadataPath, in: config)]
      }
      return [config.diagnostic(at: .metadataPath, "'metadata_path' must be a file")]
    }
    switch FileContent(place) {
    case .text: return []
    case .pointer: return [pointers([""], path, .metadataPath, in: config)].compactMap { $0 }
    case let content:
      return [
        config.diagnostic(
          at: .metadataPath,
          "'metadata_path': '\(path.shortened)' \(content.inWords), not a table of captions")
      ]
    }
  }
}

extension FileContent {
  /// Whether a trainer for the task could learn from such a file: the samples themselves, or a
  /// text that lists them.
  fileprivate func isTrainingData(for task: TaskType) -> Bool {
    switch (self, task) {
    case (.text, _), (.image, .imageGeneration), (.audio, .speechRecognition): true
    case (.archive, .imageGeneration), (.archive, .speechRecognition): true
    default: false
    }
  }
}

extension TaskType {
  fileprivate var dataInWords: String {
    switch self {
    case .imageGeneration: "images and no list of any"
    case .textGeneration: "text"
    case .speechRecognition: "recordings and no list of any"
    }
  }
}

extension String {
  fileprivate func when(_ condition: Bool) -> String? { condition ? self : nil }
}
