import LoraConfig
import LoraNames

/// Where a run's files go: in the commit's tree, and on disk.
struct OutputPlaces {
  /// The run's folder below the top of the tree: `output_dir` when that lies inside the repository,
  /// else `output/<name>`.
  let folder: String
  /// On disk, absolute.
  let outputDirectory: String

  init(config: RunConfig, name: RunName, workplace: Workplace) throws(RunFailure) {
    let top = try workplace.top()
    let standard = workplace.settings.folder(of: name)
    guard let written = config.outputDir else {
      folder = standard
      outputDirectory = top + "/" + standard
      return
    }
    let absolute = FilePath.components(of: FilePath.absolute(written, from: top))
    let topComponents = FilePath.components(of: top)
    outputDirectory = "/" + absolute.joined(separator: "/")
    let isInside = absolute.begin(with: topComponents) && absolute.count > topComponents.count
    folder =
      isInside ? absolute.dropFirst(topComponents.count).joined(separator: "/") : standard
  }
}
