import LoraConfig
import LoraDigest
import LoraExperiment
import LoraFamilies
import LoraFiles
import LoraNames
import LoraStore

/// The data and the base model of a run, by content.
struct Inputs {
  let config: RunConfig
  /// The top of the working tree, to which the config's paths refer.
  let top: String
  let digests: DigestCache

  func manifest() throws(RunFailure) -> DataManifest {
    var files: NameMap<DataFile> = [:]
    for named in [config.trainDataDir, config.metadataPath].compactMap({ $0 }) {
      for path in try filePaths(named) where files[path] == nil {
        let (digest, bytes) = try digest(of: FilePath.absolute(path, from: top))
        files[path] = DataFile(path: path, bytes: bytes, digest: digest)
      }
    }
    return DataManifest(files: Array(files.values))
  }

  /// Of a file, its digest; of a folder, that of its sorted `<sha256>  <path>` lines.
  func baseModel() throws(RunFailure) -> BaseModelIdentity? {
    let named = config.baseModel
    let path = FilePath.absolute(named, from: top)
    guard !named.isEmpty, FilePath.exists(path) else { return nil }
    let architecture = (try? BaseModel.open(path: path))?.architecture
    guard FilePath.isFolder(path) else {
      let (digest, bytes) = try digest(of: path)
      return BaseModelIdentity(
        path: named, digest: digest, bytes: bytes, architecture: architecture)
    }
    let listing = SHA256()
    var total = 0
    for name in FolderListing(of: path, links: .followed).paths {
      let (digest, bytes) = try digest(of: path + "/" + name)
      listing.update("\(digest)  \(name)\n")
      total += bytes
    }
    return BaseModelIdentity(
      path: named, digest: listing.finish(), bytes: total, architecture: architecture)
  }

  /// The files a config's path stands for: itself, or everything below it. Named as the config
  /// names them.
  private func filePaths(_ named: String) throws(RunFailure) -> [String] {
    let prefix = FilePath.tidied(named)
    let path = FilePath.absolute(named, from: top)
    guard FilePath.isFolder(path) else { return [prefix] }
    let listing = FolderListing(of: path, links: .followed)
    if let first = listing.unreadable.first {
      throw RunFailure(
        .badData, "\(prefix)/\(first): its name is not UTF-8",
        hint: "rename it: names are recorded as text")
    }
    return listing.paths
      .filter { !$0.pathComponents.contains { $0.begins(with: ".") } }
      .map { prefix.isEmpty ? $0 : prefix + "/" + $0 }
  }

  private func digest(of path: String) throws(RunFailure) -> (Digest, Int) {
    try failing { () throws(StoreError) in try digests.digest(ofFile: path) }
  }
}
