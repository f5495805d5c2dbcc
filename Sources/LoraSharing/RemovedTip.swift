import LoraGit
import LoraNames
import LoraStore

/// Which branch a removed run was the tip of: `refs/lora/removed/<commit>/<branch>`. Of this
/// repository alone; it makes a restoration exact.
enum RemovedTip {
  private static let prefix = "refs/lora/removed/"

  static func reference(of run: ObjectID, on branch: String) -> String {
    "\(prefix)\(run.hex)/\(RunRefs.short(branch))"
  }

  /// The full name of the branch; nil when the run was removed from none here.
  static func branch(of run: ObjectID, in repository: Repository) throws(GitError) -> String? {
    let folder = "\(prefix)\(run.hex)/"
    return try repository.references(under: folder).first.flatMap {
      $0.name.rest(after: folder).map { "refs/heads/" + $0 }
    }
  }
}
