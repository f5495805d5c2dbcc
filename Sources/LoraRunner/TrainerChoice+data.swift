import LoraConfig
import LoraFamilies
import LoraText

/// What depends on whether `lora-train` will read the data.
extension TrainerChoice {
  /// Which files of the data count.
  func dataReader(for config: RunConfig) -> DataSetListing.Reader {
    isBuiltIn && config.taskType == .textGeneration ? .loraTrain : .other
  }

  /// The config with what `lora-train` takes from the adapter that it goes on from. One that cannot be
  /// read changes nothing here: the checks tell.
  func settling(_ config: RunConfig, top: String) -> RunConfig {
    guard isBuiltIn, let named = config.initLoraWeights else { return config }
    let adapter = try? AdapterFolder(path: FilePath.absolute(named, from: top))
    return config.goingOn(from: adapter?.config)
  }
}
