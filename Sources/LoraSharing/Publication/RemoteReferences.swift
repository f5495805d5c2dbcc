import LoraGit
import LoraProcess
import LoraStore

/// Whether a remote has a commit: one of its references is the commit, or comes after it.
struct RemoteReferences {
  let store: RunStore
  let remote: Remote
  let transport: Transport

  func standing(of commit: ObjectID) throws(SharingError) -> RemoteStanding {
    let output: Output
    do {
      output = try transport.start([
        "ls-remote", remote.name, "refs/heads/*", "refs/tags/*", "refs/lora/*",
      ])
    } catch { return .unknown("\(remote.name) did not answer: \(error.description)") }
    guard output.status.isSuccess else {
      return .unknown("\(remote.name) could not be asked: \(output.lastErrorLine)")
    }
    let listing = RemoteListing(output.output)
    let tips = listing.commits
    if try holds(commit, behind: tips.filter(isHere)) { return .has }
    // A run that somebody added on top is not here yet.
    let unknown = listing.references.filter { reference, tip in
      store.refs.name(of: reference) != nil && !isHere(tip)
    }
    guard !unknown.isEmpty else { return .lacks("\(remote.name) has no reference that holds it") }
    do {
      try BranchFetch(remote: remote, transport: transport).fetch(branches: unknown.names)
    } catch { return .unknown(error.description) }
    return try holds(commit, behind: unknown.values.filter(isHere))
      ? .has : .lacks("\(remote.name) has no reference that holds it")
  }

  private func isHere(_ commit: ObjectID) -> Bool {
    (try? store.repository.commit(commit)) != nil
  }

  /// One walk for all tips, however many.
  private func holds(_ commit: ObjectID, behind tips: [ObjectID]) throws(SharingError) -> Bool {
    if tips.isEmpty { return false }
    let walk = try transport.run(
      ["rev-list", "--max-count=1", "--stdin"], lines: [commit.hex] + tips.map { "^\($0)" })
    return walk.output.isEmpty
  }
}

extension RemoteListing {
  /// The commits that the references stand for, each once.
  var commits: [ObjectID] { Set(references.merging(tags) { $1 }.values).sorted() }
}
