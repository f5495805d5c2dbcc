import FoundationEssentials
import LoraExperiment
import LoraFiles

/// What a trainer left in the private area and nobody asked to record: moved aside, never deleted.
enum LeftFiles {
  /// - Returns: the folder that holds them now; nil when nothing was left.
  static func keep(below output: String, of id: RunID, in loraFolder: String) throws(RunFailure)
    -> String?
  {
    guard !FolderListing(of: output).paths.isEmpty else { return nil }
    let kept = "\(loraFolder)/left/\(id)"
    try failing { () throws(FileError) in
      try Files.makeFolder(Files.parent(of: kept))
    }
    do { try FileManager.default.moveItem(atPath: output, toPath: kept) } catch {
      throw RunFailure(.environment, "cannot move \(output) to \(kept): \(error)")
    }
    SharedFolders.adjustAll(kept)
    return kept
  }
}
