import LoraGit
import LoraStore

/// A mark on a run that remotes get too: a reference named after its commit.
enum RunMark: String, CaseIterable {
  case withdrawn, mirrored

  var prefix: String {
    switch self {
    case .withdrawn: WithdrawnRuns.prefix
    case .mirrored: MirroredRuns.prefix
    }
  }

  func reference(of commit: ObjectID) -> String { prefix + commit.hex }

  /// The runs that are marked so here.
  func set(in store: RunStore) throws(SharingError) -> Set<ObjectID> {
    try LoraSharing.store { () throws(StoreError) in
      switch self {
      case .withdrawn: try WithdrawnRuns.set(in: store)
      case .mirrored: try MirroredRuns.set(in: store)
      }
    }
  }

  var update: PushPlan.Update.Kind {
    switch self {
    case .withdrawn: .withdrawal
    case .mirrored: .mirror
    }
  }
}
