import FoundationEssentials
import LoraGit
import LoraStore

/// What the hook needs to know of a run commit: where its own config lies in its tree.
struct RunCommit {
  let folder: String
  let trainer: String

  /// Nil when the commit's trailers do not make it a run.
  init?(_ commit: Commit) {
    guard let summary = RunSummary(message: commit.message) else { return nil }
    (folder, trainer) = (summary.folder, summary.trainer)
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
