import LoraGit
public import LoraStore

/// The LFS objects of a push, right before git-lfs uploads them from its own store.
public enum PushedObjects {
  /// Puts back what `git lfs prune` took and the push needs. One that stays missing is for git-lfs
  /// to name.
  public static func putBack(for refs: [PushedRef], to remote: String, in store: RunStore)
    throws(StoreError)
  {
    guard store.objects.hasTaken else { return }
    let known = refs.compactMap(\.remote).filter { (try? store.repository.commit($0)) != nil }
    let needed = try store.pointers(
      of: refs.compactMap(\.local), butNotOf: known,
      or: remote.isEmpty ? [] : ["--glob=refs/remotes/\(remote)/*"])
    for pointer in needed { _ = store.objects.location(of: pointer) }
  }
}
