package import LoraGit
import LoraStore

/// The marks of one kind in three places: here, at a remote, and at that remote when last
/// seen. What differs from last time is what somebody meant to change.
package struct RunMarks: Sendable, Equatable {
  package var here: Set<ObjectID>
  package var there: Set<ObjectID>
  package var seen: Set<ObjectID>

  package init(here: Set<ObjectID>, there: Set<ObjectID>, seen: Set<ObjectID>) {
    self.here = here
    self.there = there
    self.seen = seen
  }

  /// Marked here since: to be marked there.
  package var toSend: Set<ObjectID> { here.subtracting(seen).subtracting(there) }
  /// Unmarked here since: their marks there are to go.
  package var toTakeBack: Set<ObjectID> { seen.subtracting(here).intersection(there) }
  /// Marked there since: to be marked here.
  package var toMark: Set<ObjectID> { there.subtracting(seen).subtracting(here) }
  /// Unmarked there since: their marks here are to go.
  package var toUnmark: Set<ObjectID> { seen.subtracting(there).intersection(here) }
}

extension RunMarks {
  init(_ kind: RunMark, of remote: Remote, _ listing: RemoteListing, in store: RunStore)
    throws(SharingError)
  {
    here = try kind.set(in: store)
    there = listing.marked(kind)
    let marks = try git { () throws(GitError) in
      try store.repository.references(under: remote.marks(kind))
    }
    seen = Set(marks.map(\.id))
  }
}
