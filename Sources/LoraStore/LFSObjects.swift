import Glibc
public import LoraDigest
import LoraFiles
public import LoraGit
import LoraNames

/// The repository's LFS store, laid out as git-lfs lays it out: `objects/ab/cd/<oid>`.
///
/// `git lfs prune` and others may take an object away. Whoever asks for one here gets it all the same
/// where there is a second name of it (`KeptObjects`) or a repository that this one borrows from
/// has it: it is put back first.
public struct LFSObjects: Sendable {
  /// `.git/lfs` of the common directory, or what `lfs.storage` names.
  public let folder: String

  /// Nil of another repository's store.
  public let kept: KeptObjects?
  private let borrowed: BorrowedObjects?

  public init(_ environment: GitEnvironment) {
    let common = environment.paths.commonDirectory
    let named = environment.settings["lfs.storage"] ?? ""
    folder = named.begins(with: "/") ? named : "\(common)/\(named.isEmpty ? "lfs" : named)"
    kept = KeptObjects(in: environment.paths.state)
    borrowed = BorrowedObjects(of: environment.paths.objects)
    SharedFolders.set(folder, environment.settings.sharing)
  }

  /// Those of another repository.
  ///
  /// - Parameter folder: what holds `objects`.
  public init(folder: String) {
    self.folder = folder
    kept = nil
    borrowed = nil
  }

  /// Where the object's bytes lie, or would lie.
  public func path(of digest: Digest) -> String { LFSLayout.path(of: digest, in: folder) }

  /// Where the object's bytes can be read on this machine; nil when they are not here. Of what lies
  /// in the store already only the size is compared.
  public func location(of pointer: LFSPointer) -> String? {
    let place = path(of: pointer.digest)
    if LFSLayout.holds(pointer, at: place) { return place }
    for source in otherPlaces(of: pointer) where LFSLayout.isWhole(pointer, at: source) {
      do { try StoredLink.make(of: source, at: place) } catch {
        // A store that cannot be written to: it is read where it is.
        return source
      }
      return place
    }
    return nil
  }

  /// Whether an object of that size is there; its bytes are not read.
  public func contains(_ pointer: LFSPointer) -> Bool { location(of: pointer) != nil }

  /// Whether git-lfs's own store lacks an object that has a second name.
  public var hasTaken: Bool {
    kept?.all.contains { Standing(path(of: $0), links: .followed) == .nothing } ?? false
  }

  private func otherPlaces(of pointer: LFSPointer) -> [String] {
    let lent = borrowed?.places(of: pointer.digest) ?? []
    return [kept?.path(of: pointer.digest)].compactMap { $0 } + lent
  }

  /// Stores a copy of the file, durable when it returns, and answers its pointer.
  ///
  /// The copy shares no inode with the file: who writes to the file later changes no record. An
  /// object that is there already stays when it is whole, and is replaced when it is damaged.
  public func put(_ source: String) throws(StoreError) -> LFSPointer {
    let source = try onDisk(OpenFile(source, O_RDONLY))
    let temporaryFolder = folder + "/tmp"
    try onDisk(Files.makeFolder(temporaryFolder))
    let temporary = "\(temporaryFolder)/lora-\(getpid())-\(UInt64.random(in: .min ... .max))"
    let target = try onDisk(OpenFile(temporary, O_RDWR | O_CREAT | O_EXCL))
    var isDone = false
    defer { if !isDone { unlink(temporary) } }
    let pointer = try onDisk(target.copyHashing(source))
    let place = path(of: pointer.digest)
    if LFSLayout.isWhole(pointer, at: place) {
      try onDisk(kept?.keep(pointer, at: place))
      return pointer
    }
    try onDisk(target.sync())
    try onDisk(kept?.keep(pointer, at: temporary, inPlaceOfOther: true))
    let folder = Files.parent(of: place)
    try onDisk(Files.makeFolder(folder))
    try onDisk(SystemCall.run("rename", temporary) { rename(temporary, place) })
    isDone = true
    try onDisk(Files.syncFolder(folder))
    return pointer
  }

  /// Reads the object and compares its digest.
  public func check(_ pointer: LFSPointer) throws(StoreError) {
    guard let path = location(of: pointer) else {
      // What lies there with another size is damaged, not absent.
      let place = self.path(of: pointer.digest)
      guard access(place, F_OK) == 0 else { throw .missingObject(pointer) }
      throw .damagedObject(pointer, path: place)
    }
    let found: Digest
    do { found = try Digest.ofFile(at: path).digest } catch {
      throw .file(FileError("read", path, code: error.code))
    }
    guard found != pointer.digest else { return }
    guard let whole = otherPlaces(of: pointer).first(where: { LFSLayout.isWhole(pointer, at: $0) })
    else { throw .damagedObject(pointer, path: path) }
    try onDisk(StoredLink.make(of: whole, at: path))
  }

  /// Writes the object's bytes to `target`, replacing it in one step; the copy is not synced.
  public func copy(_ pointer: LFSPointer, to target: String) throws(StoreError) {
    guard let place = location(of: pointer) else { throw .missingObject(pointer) }
    try onDisk(Files.replace(target, withCopyOf: place))
  }
}
