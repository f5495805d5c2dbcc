import LoraFiles
import LoraStore

/// The folders of a working tree that a run's files may be written to.
enum WritableFolders {
  /// Refuses when the way to one of `files` (below `folder`) leads through a symbolic link that the
  /// repository tracks. One that the user made, such as `output` on a larger disk, is followed.
  static func check(_ files: [StoredFile], in folder: String, of store: RunStore)
    throws(RunFailure)
  {
    let folders = Set(files.map { Files.parent(of: folder + "/" + $0.path) } + [folder])
    for folder in folders.sorted() {
      guard let link = store.repository.environment.trackedLink(onTheWayTo: folder) else {
        continue
      }
      throw RunFailure(
        .inTheWay,
        "\(link) is a symbolic link that the repository tracks: nothing is written through it, since "
          + "whoever committed it would decide where files go",
        hint: "write the run elsewhere: git lora checkout RUN --to FOLDER")
    }
  }
}
