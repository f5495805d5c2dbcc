import FoundationEssentials
import LoraExperiment
import LoraFiles
import LoraStore

/// What a trainer left in the private area and nobody asked to record: moved aside, never deleted.
struct LeftFiles {
  /// Holds them now; nil when nothing was left.
  private(set) var folder: String?
  private(set) var warnings: [String] = []

  /// Keeps what was left, and removes the area of a run that has become a commit. Whatever of that
  /// cannot be done now, the area is one of no run any more.
  ///
  /// - Parameter recorded: files of the area that the run's commit holds: they are not left.
  @discardableResult
  static func clear(
    _ area: RunArea, recorded: some Sequence<String> = [String](), in loraFolder: String
  ) -> LeftFiles {
    var left = LeftFiles()
    left.noting { () throws(StoreError) in try area.close() }
    do throws(FileError) {
      for path in recorded { try Files.remove(path) }
      left.folder = try keep(below: area.output, of: area.id, in: loraFolder)
    } catch {
      left.folder = area.output
      left.warnings.append("what nobody asked to record stays where it is: \(error)")
      return left
    }
    left.noting { () throws(StoreError) in try area.remove() }
    return left
  }

  private mutating func noting(_ body: () throws(StoreError) -> Void) {
    do { try body() } catch { warnings.append("the run's private folder is left over: \(error)") }
  }

  private static func keep(below output: String, of id: RunID, in loraFolder: String)
    throws(FileError) -> String?
  {
    let listing = FolderListing(of: output, links: .listed)
    guard !listing.paths.isEmpty || !listing.unreadable.isEmpty else { return nil }
    // A process that was killed as it landed the run may have kept some already.
    let name = "\(loraFolder)/left/\(id)"
    let kept = Standing(name) == .nothing ? name : "\(name)-\(RunID().short)"
    try Files.makeFolder(Files.parent(of: kept))
    try Files.move(output, to: kept)
    SharedFolders.adjustAll(kept)
    return kept
  }
}
