import CLibGit2
import Glibc
import LoraNames

// A partial clone leaves objects at its remote, which promises to have them. Git fetches one when it is
// needed; libgit2 knows nothing of that and calls it missing.
extension Repository {
  /// The remotes that a partial clone left objects at; empty in any other.
  private var promisors: [String] {
    let settings = environment.settings
    let named = settings["extensions.partialclone"].map { [$0] } ?? []
    let marked = settings.keys.filter { settings.flag($0) == true }
      .compactMap { $0.rest(after: "remote.")?.rest(before: ".promisor") }.inByteOrder()
    return named + marked.filter { !named.hold($0) }
  }

  /// Has those of the objects that are not here brought, in one go. Of no effect in a clone that has
  /// everything.
  ///
  /// - Throws: `.notFound` when no remote can be reached or has them.
  public func fetchPromised(_ objects: some Sequence<ObjectID>) throws(GitError) {
    let remotes = promisors
    if remotes.isEmpty { return }
    var missing = try absent(objects)
    var words = ""
    for remote in remotes where !missing.isEmpty {
      let fetched = try environment.program.start(
        // As Git's own promisor-remote.c does it.
        [
          "-c", "fetch.negotiationAlgorithm=noop", "fetch", remote, "--quiet", "--no-tags",
          "--no-write-fetch-head", "--recurse-submodules=no", "--filter=blob:none", "--stdin",
        ], input: .bytes(Array(missing.map { $0.hex + "\n" }.joined().utf8))
      ).finish()
      words = fetched.errorText.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
      missing = try absent(missing)
    }
    guard let first = missing.first else { return }
    throw GitError(
      .notFound, "git fetch",
      "the Git object \(first) is not here: this partial clone left it at "
        + remotes.joined(separator: ", ") + ", which does not give it"
        + (words.isEmpty ? "" : " (\(words))"),
      hint: "git fetch \(remotes[0]) shows whether the remote can be reached")
  }

  /// Runs a lookup, once more when the object had to be fetched first.
  func bringing<R>(_ id: ObjectID, _ lookup: () throws(GitError) -> R) throws(GitError) -> R {
    do { return try lookup() } catch {
      guard error.kind == .notFound, !promisors.isEmpty else { throw error }
      try fetchPromised([id])
      return try lookup()
    }
  }

  private func absent(_ objects: some Sequence<ObjectID>) throws(GitError) -> [ObjectID] {
    let database = try object("git_repository_odb") { git_repository_odb(&$0, pointer) }
    defer { git_odb_free(database) }
    return objects.filter { id in
      var raw = id.raw
      return git_odb_exists(database, &raw) == 0
    }
  }
}
