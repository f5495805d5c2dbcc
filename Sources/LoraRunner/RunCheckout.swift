import LoraNames
public import LoraStore

/// Brings a run's files onto the disk, without switching branches.
public struct RunCheckout {
  let workplace: Workplace

  public init(workplace: Workplace) { self.workplace = workplace }

  /// What `write` did; the shape of `git lora checkout --json`.
  public struct Written: Sendable, Encodable {
    public let format = 1
    public let commit: String
    public let folder: String
    public let files: [String]
  }

  /// Writes every file of the run's folder below `target`, as the user typed it; nil for the run's
  /// own output folder. A file that is there with other bytes, and that no run recorded, is never
  /// replaced.
  public func write(_ run: LoggedRun, to target: String?) throws(RunFailure) -> Written {
    let store = workplace.store
    let folder = try place(target, for: run)
    let files = try failing { () throws(StoreError) in try store.files(of: run) }
    try WritableFolders.check(files, in: folder, of: store)
    try refuseForeign(files.map(\.path), in: folder, of: run, store)
    for file in files {
      try failing { () throws(StoreError) in try store.write(file, to: folder + "/" + file.path) }
    }
    return Written(commit: run.id.hex, folder: folder, files: files.map(\.path).inByteOrder())
  }

  private func place(_ target: String?, for run: LoggedRun) throws(RunFailure) -> String {
    guard let target else { return try workplace.top() + "/" + run.summary.folder }
    guard !target.begins(with: "/") else { return FilePath.tidied(target) }
    guard let here = FilePath.resolved(".") else { throw .cannot("find", ".") }
    return FilePath.tidied(here + "/" + target)
  }

  private func refuseForeign(
    _ paths: [String], in folder: String, of run: LoggedRun, _ store: RunStore
  ) throws(RunFailure) {
    let present = paths.filter { FilePath.exists(folder + "/" + $0) }
    guard !present.isEmpty else { return }
    let foreign = try failing { () throws(StoreError) in
      try store.unrecorded(
        present, in: folder, of: run.summary.folder, digests: try DigestCache(of: store))
    }
    guard let first = foreign.first else { return }
    throw RunFailure(
      .inTheWay, "\(folder)/\(first) is there, and no run recorded it",
      hint: "write the run elsewhere: --to FOLDER")
  }
}
