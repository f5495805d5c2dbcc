public import LoraGit
import LoraNames

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
  /// The local branches that the branch pattern covers, by the bytes of their names.
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
    let found = try store { () throws(GitError) in
      try repository.references(under: "refs/remotes/")
    }
    return found.compactMap { reference, id in
      // A remote's name may hold slashes: the branch is whatever suffix has the branches' shape.
      var parts = reference.parts(at: "/")[...].dropFirst(3)
      while !parts.isEmpty {
        if let name = refs.name(of: "refs/heads/" + parts.joined(separator: "/")) {
          return RunBranch(reference: reference, name: name, tip: id)
        }
        parts = parts.dropFirst()
      }
      return nil
    }
  }
}
