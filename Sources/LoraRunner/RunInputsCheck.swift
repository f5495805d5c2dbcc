import LoraConfig
import LoraFiles
import LoraNames
import LoraStore
import LoraYAML

/// What a config names, held against the disk: data, base model and output folder.
struct RunInputsCheck {
  let config: RunConfig
  let workplace: Workplace
  let top: String
  let trainer: TrainerChoice
  let name: RunName
  let store: RunStore
  let digests: DigestCache

  struct Findings {
    /// At lines of the config.
    var config: [Diagnostic]
    /// At lines of the data.
    var data: [Diagnostic]
    /// nil where only the trainer can count them.
    var examples: Int?
    /// What is worth knowing of the data, which the trainer's own log says too.
    var remarks: [String] = []
  }

  /// Everything wrong. Data is only opened when the config's own paths are good, so that a missing
  /// folder is told once.
  func findings() throws(RunFailure) -> Findings {
    let places = try OutputPlaces(config: config, name: name, workplace: workplace)
    let recorded = RecordedFiles(store: store, digests: digests, places: places)
    let check = ExistenceCheck(
      root: top,
      gitFolders: [
        workplace.repository.environment.paths.gitDirectory,
        workplace.repository.environment.paths.commonDirectory,
      ], isBuiltIn: trainer.isBuiltIn, isRecorded: recorded.contains)
    let found = check.problems(of: config, folder: places.folder)
    guard !found.hasErrors, trainer.isBuiltIn else {
      return Findings(config: found, data: [], examples: nil)
    }
    let data = BuiltInDataCheck(config: config, top: top).outcome()
    guard let examples = data.examples else {
      return Findings(config: found + data.config, data: data.problems, examples: nil)
    }
    return Findings(
      config: (found + config.stepProblems(examples: examples) + data.config).inFileOrder,
      data: data.problems, examples: examples, remarks: data.remarks)
  }
}

/// Which files below an output folder are copies of what runs recorded; found out on the first
/// question.
private final class RecordedFiles {
  private let store: RunStore
  private let digests: DigestCache
  private let places: OutputPlaces
  private lazy var foreign: NameSet = findForeign()

  init(store: RunStore, digests: DigestCache, places: OutputPlaces) {
    self.store = store
    self.digests = digests
    self.places = places
  }

  /// - Parameter path: absolute.
  func contains(_ path: String) -> Bool { !foreign.contains(path) }

  private func findForeign() -> NameSet {
    let folder = FilePath.resolved(places.outputDirectory) ?? places.outputDirectory
    let present = FolderListing(of: folder).paths
    let unrecorded = try? store.unrecorded(
      present, in: folder, of: places.folder, digests: digests)
    return NameSet((unrecorded ?? present).map { folder + "/" + $0 })
  }
}
