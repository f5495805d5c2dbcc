import LoraGit
import LoraProcess

/// `git fetch` of references, in one connection however many they are.
struct BranchFetch {
  let remote: Remote
  let transport: Transport

  /// Brings branches into their tracking references.
  func fetch(branches: [String]) throws(SharingError) {
    try fetch(branches.map { "+\($0):\(remote.tracking($0))" })
  }

  /// Nothing is deleted here, whatever `fetch.prune` says: runs that someone removed at the remote
  /// stay readable.
  func fetch(_ refspecs: [String]) throws(SharingError) {
    if refspecs.isEmpty { return }
    let output = try transport.start(
      ["fetch", "--no-prune", "--no-write-fetch-head", "--no-recurse-submodules"]
        + (transport.showsProgress ? ["--progress"] : ["--quiet"]) + ["--stdin", remote.name],
      lines: refspecs, progress: .errors)
    guard output.status.isSuccess else {
      throw .unreachable(remote: remote.name, task: "fetching from", words: output.errorLine)
    }
  }
}
