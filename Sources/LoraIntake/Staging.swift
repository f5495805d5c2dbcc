import Glibc
import LoraArchive
import LoraFiles
import LoraNames

/// The hidden folder beside the data in which files grow: on the same disk, so that a rename
/// makes them appear whole. It goes when nothing is left in it.
struct Staging {
  let folder: String

  static let name = ".lora-incoming"

  init(in dataFolder: String) throws(IntakeError) {
    folder = dataFolder + "/" + Self.name
    try DataFolder.make(folder)
    // A link of that name would lead what is written elsewhere.
    guard Standing(folder) == .folder else {
      throw .inTheWay(folder: dataFolder, names: [Self.name])
    }
  }

  /// Bytes of an attachment as far as they came.
  func partial(of id: String) -> String { "\(folder)/\(FileNames.key(id)).part" }
  /// What the partial file belongs to.
  func note(of id: String) -> String { "\(folder)/\(FileNames.key(id)).json" }
  /// A complete archive, unpacked.
  func unpacked(of id: String) -> String { "\(folder)/\(FileNames.key(id)).unpacked" }
  /// An archive on its way to that.
  func unpacking(of id: String) -> String { "\(folder)/\(FileNames.key(id)).unpacking" }

  /// Lets what was recorded appear, if the last call was cut off right before that, and takes away
  /// what nobody will go on with.
  func recover(_ data: PulledData, in dataFolder: String, wanted: Set<String>) throws(IntakeError) {
    for entry in data.attachments {
      let target = dataFolder + "/" + entry.name
      let staged = entry.files == nil ? partial(of: entry.id) : unpacked(of: entry.id)
      guard Standing(target) == .nothing else { continue }
      switch Standing(staged) {
      case .file(let bytes) where bytes == entry.bytes: try onDisk(Files.move(staged, to: target))
      case .folder: try onDisk(Files.move(staged, to: target))
      default: break
      }
    }
    let kept = Set(wanted.map(FileNames.key))
    for name in Files.allNames(in: folder) {
      let isPartial = name.ends(with: ".part") || name.ends(with: ".json")
      let isKept = isPartial && kept.contains(String(name.prefix { $0 != "." }))
      if !isKept { FolderRemoval.remove(folder + "/" + name) }
    }
  }

  func removeIfEmpty() { rmdir(folder) }
}
