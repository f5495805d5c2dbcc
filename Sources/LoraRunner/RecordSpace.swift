import Glibc
import LoraConfig
import LoraFamilies
import LoraFiles
import LoraStore

/// Whether the record of a run will find room, asked before its first step: a disk that is full at
/// the end would put the work of hours at risk.
struct RecordSpace {
  let store: RunStore
  let plan: RunPlan
  /// The top of the working tree, to which the config's paths refer.
  let top: String

  /// Where neither an earlier run nor the base model tells more.
  private static let standard = 64 << 20
  /// Records, logs and Git's own objects.
  private static let margin = 1 << 20

  /// - Throws: `.inTheWay`, with the folder, what is free there, and what is needed.
  func check() throws(RunFailure) {
    let (bytes, origin) = try expected()
    // A trainer writes its adapter into the private area, and a copy becomes an LFS object.
    var wanted: [UInt64: (folder: String, bytes: Int, room: Int)] = [:]
    for folder in [store.folder, store.objects.folder] {
      guard let place = Place(of: folder) else { continue }
      wanted[place.device, default: (folder, 0, place.free)].bytes += bytes + Self.margin
    }
    for (folder, bytes, room) in wanted.values where room < bytes {
      throw RunFailure(
        .inTheWay,
        "no room for the run's record in \(folder): \(bytes.asSize) are needed (\(origin)), "
          + "and \(room.asSize) are free",
        hint: "git lora gc shows what can be freed; lfs.storage names another place for weights")
    }
  }

  private func expected() throws(RunFailure) -> (bytes: Int, origin: String) {
    let last = try? store.run(plan.reference)
    if let last, let record = try? store.record(of: last), record.state != .failed {
      return (record.files.reduce(0) { $0 + $1.bytes }, "as much as the last run took")
    }
    if let bytes = adapterBytes() { return (bytes, "by the rank and the base model") }
    return (Self.standard, "a usual adapter")
  }

  /// Both factors of every adapted layer, in F32.
  private func adapterBytes() -> Int? {
    let config = plan.config
    guard config.taskType == .textGeneration,
      let model = try? BaseModel.open(path: FilePath.absolute(config.baseModel, from: top)),
      let layers = try? config.targetModules.select(from: model.adaptableLinears)
    else { return nil }
    return layers.reduce(0) { $0 + 4 * config.loraRank * ($1.inputs + $1.outputs) }
  }

  /// The file system that holds a folder, or would hold it.
  private struct Place {
    let device: UInt64
    let free: Int

    init?(of folder: String) {
      var path = folder
      while Standing(path, links: .followed) == .nothing, path != "/", path != "." {
        path = Files.parent(of: path)
      }
      var (status, room) = (stat(), statvfs())
      guard stat(path, &status) == 0, statvfs(path, &room) == 0 else { return nil }
      device = UInt64(status.st_dev)
      free = Int(
        clamping: UInt64(room.f_bavail).multipliedReportingOverflow(
          by: UInt64(room.f_frsize)
        ).partialValue)
    }
  }
}

extension Int {
  /// As people read sizes: `64.0 MB`.
  fileprivate var asSize: String {
    let tenths = self / 100_000
    return tenths < 10 ? "\(self / 1000) kB" : "\(tenths / 10).\(tenths % 10) MB"
  }
}
