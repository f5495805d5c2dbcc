public import LoraGit

/// A branch that holds runs, or could.
public struct RunBranch: Sendable, Equatable {
  /// The full reference name.
  public let reference: String
  /// The runs' name, by the branch pattern.
  public let name: String
  public let tip: ObjectID

  public init(reference: String, name: String, tip: ObjectID) {
    self.reference = reference
    self.name = name
    self.tip = tip
  }
}

extension RunStore {
  /// The local branches that the branch pattern covers, by name.
  public func branches() throws(StoreError) -> [RunBranch] {
    let found = try store { () throws(GitError) in
      try repository.references(under: refs.prefix)
    }
    return found.compactMap { reference, id in
      refs.name(of: reference).map { RunBranch(reference: reference, name: $0, tip: id) }
    }
  }

  /// The remotes' branches of that shape, `refs/remotes/<remote>/runs/…`, by name.
  public func remoteBranches() throws(StoreError) -> [RunBranch] {
    let remotes = "refs/remotes/"
    let found = try store { () throws(GitError) in try repository.references(under: remotes) }
    return found.compactMap { reference, id in
      // A remote's name may hold slashes: the branch is whatever suffix has the branches' shape.
      var rest = reference.dropFirst(remotes.count)
      while let slash = rest.firstIndex(of: "/") {
        rest = rest[rest.index(after: slash)...]
        guard let name = refs.name(of: "refs/heads/" + rest) else { continue }
        return RunBranch(reference: reference, name: name, tip: id)
      }
      return nil
    }
  }
}
