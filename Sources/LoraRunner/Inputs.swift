import LoraConfig
import LoraDigest
import LoraExperiment
import LoraFamilies
import LoraFiles
import LoraNames
import LoraStore
import LoraText

/// The data and the base model of a run, by content.
struct Inputs {
  let config: RunConfig
  /// The top of the working tree, to which the config's paths refer.
  let top: String
  let reader: DataSetListing.Reader
  let digests: DigestCache

  func manifest() throws(RunFailure) -> DataManifest {
    var files: NameMap<DataFile> = [:]
    let metadata = config.metadataPath.map { [FilePath.tidied($0)] } ?? []
    for path in try dataPaths() + metadata where files[path] == nil && isThere(path) {
      let (digest, bytes) = try digest(of: FilePath.absolute(path, from: top))
      files[path] = DataFile(path: path, bytes: bytes, digest: digest)
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

  /// Another trainer may mean a data set of its own by a name at which nothing stands.
  private func isThere(_ path: String) -> Bool {
    !config.isForeign || FilePath.exists(FilePath.absolute(path, from: top))
  }

  /// The files that are trained on, named as the config names them.
  private func dataPaths() throws(RunFailure) -> [String] {
    guard let named = config.trainDataDir else { return [] }
    let prefix = FilePath.tidied(named)
    let listing = DataSetListing(FilePath.absolute(named, from: top), for: reader)
    if let problem = listing.problems.first.first {
      throw RunFailure(.badData, "\(problem.path): \(problem.message)")
    }
    return listing.files.map { file in
      file.isEmpty ? prefix : prefix.isEmpty ? file : prefix + "/" + file
    }
  }

  private func digest(of path: String) throws(RunFailure) -> (Digest, Int) {
    try failing { () throws(StoreError) in try digests.digest(ofFile: path) }
  }
}
