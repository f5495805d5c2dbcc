import Glibc
public import LoraExperiment
import LoraFiles
import LoraNames

/// Something below the common Git directory that git-lora has put there and nothing needs.
public struct Garbage: Sendable, Equatable {
  public let kind: Kind
  public let path: String
  public let bytes: Int
  /// The run that it is of, where it is one's.
  public let run: RunID?

  public enum Kind: String, Sendable, CaseIterable {
    /// What a trainer left and nobody asked to record.
    case left
    /// The private area of a run that has landed, or never began.
    case area
    /// A file that a killed process was writing.
    case temporary
    /// The second name of an LFS object that a remote is known to have, with the runs that need it.
    case object
  }

  public init(kind: Kind, path: String, bytes: Int, run: RunID? = nil) {
    (self.kind, self.path, self.bytes, self.run) = (kind, path, bytes, run)
  }
}

extension RunStore {
  /// What `git lora gc` would free of what no remote has to be known for: nothing of a run that is at
  /// work, or could still become a commit.
  public func garbage() throws(StoreError) -> [Garbage] {
    try leftFolders() + uselessAreas() + forgottenFiles()
  }

  private func leftFolders() -> [Garbage] {
    let place = folder + "/left"
    return Files.allNames(in: place).map { name in
      let path = place + "/" + name
      return Garbage(
        kind: .left, path: path, bytes: Garbage.size(of: path), run: RunID(text: name.prefix(32)))
    }
  }

  private func uselessAreas() throws(StoreError) -> [Garbage] {
    try remains().filter { $0.remedy == .tidy || $0.remedy == .forget }.map { run in
      Garbage(
        kind: .area, path: run.area.folder, bytes: Garbage.size(of: run.area.folder), run: run.id)
    }
  }

  /// Our unfinished files, private copies of the index, and unfinished LFS objects.
  private func forgottenFiles() -> [Garbage] {
    let runs = folder + "/runs/"
    let ours = FolderListing(of: folder).paths.map { folder + "/" + $0 }.filter { path in
      !path.begins(with: runs)
        && (UnfinishedFile.isOne(path) || Files.name(of: path).begins(with: "index-"))
    }
    let place = objects.folder + "/tmp"
    let copies = Files.names(in: place).filter { $0.begins(with: "lora-") }.map { place + "/" + $0 }
    return (ours + copies).filter(Garbage.isForgotten).map { path in
      Garbage(kind: .temporary, path: path, bytes: Garbage.size(of: path), run: nil)
    }
  }
}

extension Garbage {
  /// Of a file, or of everything below a folder.
  fileprivate static func size(of path: String) -> Int {
    if case .file(let bytes) = Standing(path) { return bytes }
    return FolderListing(of: path).entries.values.reduce(0) { $0 + $1.bytes }
  }

  /// Seconds in which whoever writes a file surely shows that it is at work.
  private static let patience = 3600

  /// Whether nobody can be writing a file any more: the process whose number its name has is gone,
  /// and, since it may be one of another machine, nothing has changed for an hour.
  fileprivate static func isForgotten(_ path: String) -> Bool {
    let numbers = Files.name(of: path).split(separator: "-").compactMap { Int32($0) }
    guard let process = numbers.first, process > 0, let stamp = try? FileStamp(path) else {
      return false
    }
    let isGone = kill(process, 0) != 0 && errno == ESRCH
    // A copy of the index has the index's own time.
    let isIndex = Files.name(of: path).begins(with: "index-")
    let touched = isIndex ? stamp.changed : stamp.modified
    return isGone && touched / 1_000_000_000 + patience < time(nil)
  }
}
