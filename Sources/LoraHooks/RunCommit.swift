import FoundationEssentials
import LoraGit

/// What the hook needs to know of a run commit: where its own config lies in its tree.
struct RunCommit {
  let folder: String

  /// Nil when the commit's trailers do not make it a run.
  init?(_ commit: Commit) {
    let paragraphs = commit.message.split(separator: "\n", omittingEmptySubsequences: false)
      .split(whereSeparator: \.isEmpty)
    guard paragraphs.count > 1, let trailers = paragraphs.last else { return nil }
    func value(of key: String) -> Substring? {
      trailers.last { $0.hasPrefix(key + ": ") }?.dropFirst(key.count + 2)
    }
    // A later version of the trailers makes a run too.
    guard value(of: "Lora-Run").flatMap({ Int($0) }) != nil, let folder = value(of: "Lora-Folder")
    else { return nil }
    self.folder = String(folder)
  }

  var configPath: String { folder + "/config.yaml" }

  /// The `-s` overrides of the run: its config may be whole only together with them.
  func overrides(in tree: ObjectID, of repository: Repository) -> [String] {
    struct Record: Decodable { var overrides: [String]? }
    guard let bytes = try? repository.file(at: folder + "/run.json", in: tree),
      let record = try? JSONDecoder().decode(Record.self, from: Data(bytes))
    else { return [] }
    return record.overrides ?? []
  }
}
