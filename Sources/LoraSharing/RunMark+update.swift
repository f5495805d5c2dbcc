import LoraGit
import LoraStore

extension RunMark {
  /// The runs that are marked so here.
  func set(in store: RunStore) throws(SharingError) -> Set<ObjectID> {
    try LoraSharing.store { () throws(StoreError) in try commits(in: store) }
  }

  var update: PushPlan.Update.Kind {
    switch self {
    case .withdrawn: .withdrawal
    case .mirrored: .mirror
    }
  }
}
