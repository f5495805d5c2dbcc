import FoundationEssentials
import LoraDigest
import LoraExperiment
import LoraFiles
import LoraGit
import LoraNames
import LoraStore

/// Up to which commit of each branch a remote was shown to have every LFS object:
/// `lora/whole/<remote>` in the common Git directory, lines of `<commit> <branch>` below one that
/// tells by a digest which address the remote had.
///
/// That a remote has a commit says nothing about its objects: a push without git-lfs's hook leaves
/// them behind. Losing the file costs questions to the LFS server.
struct WholeHistory {
  private let folder: String
  private let file: String
  private let repository: Repository
  private let head: String

  init(at remote: Remote, in store: RunStore) {
    folder = store.folder + "/whole"
    file = folder + "/" + PercentEncoding.encoded(remote.name)
    repository = store.repository
    let settings = repository.environment.settings
    let addresses = ["lfs.url", "url", "pushurl", "lfsurl"].map { key in
      settings[key == "lfs.url" ? key : "remote.\(remote.name).\(key)"] ?? ""
    }
    head = Digest.of(Array(addresses.joined(separator: "\n").utf8)).hex
  }

  /// Those of the commits that are still here.
  var tips: [ObjectID] { noted.values.filter { (try? repository.commit($0)) != nil } }

  /// Remembers the tips, by the branch's full name.
  func note(_ tips: NameMap<ObjectID>) {
    let all = noted.merging(tips) { $1 }
    let text = "\(head)\n" + all.inByteOrder().map { "\($1) \($0)\n" }.joined()
    try? Files.makeFolder(folder)
    try? Files.replace(file, with: Array(text.utf8), durability: .none)
  }

  /// The remote lacks something after all.
  func forget() { try? FileManager.default.removeItem(atPath: file) }

  private var noted: NameMap<ObjectID> {
    let bytes = (try? Files.read(file)).flatMap { $0 } ?? []
    let lines = String(decoding: bytes, as: UTF8.self).parts(at: "\n")
    // Another server has to show it anew.
    guard lines.first == head else { return [:] }
    return lines.dropFirst().reduce(into: NameMap()) { found, line in
      let words = line.parts(at: " ", most: 1)
      guard words.count == 2, let commit = ObjectID(hex: words[0]) else { return }
      found[words[1]] = commit
    }
  }
}
