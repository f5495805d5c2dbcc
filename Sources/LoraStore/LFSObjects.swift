import Glibc
public import LoraDigest
import LoraFiles
public import LoraGit
import LoraNames

/// The repository's LFS store, laid out as git-lfs lays it out: `objects/ab/cd/<oid>`.
public struct LFSObjects: Sendable {
  /// `.git/lfs` of the common directory, or what `lfs.storage` names.
  public let folder: String

  public init(_ environment: GitEnvironment) {
    let common = environment.paths.commonDirectory
    let named = environment.settings["lfs.storage"] ?? ""
    folder = named.begins(with: "/") ? named : "\(common)/\(named.isEmpty ? "lfs" : named)"
  }

  /// Those of another repository.
  ///
  /// - Parameter folder: what holds `objects`.
  public init(folder: String) { self.folder = folder }

  /// Where the object's bytes lie, or would lie.
  public func path(of digest: Digest) -> String {
    "\(folder(of: digest))/\(digest.hex)"
  }

  /// Whether an object of that size is there; its bytes are not read.
  public func contains(_ pointer: LFSPointer) -> Bool {
    var status = stat()
    return stat(path(of: pointer.digest), &status) == 0 && Int(status.st_size) == pointer.bytes
  }

  /// Stores a copy of the file, durable when it returns, and answers its pointer.
  ///
  /// The copy shares no inode with the file: who writes to the file later changes no record. An
  /// object that is there already stays when it is whole, and is replaced when it is damaged.
  public func put(_ source: String) throws(StoreError) -> LFSPointer {
    let source = try onDisk(OpenFile(source, O_RDONLY))
    let temporaryFolder = folder + "/tmp"
    try onDisk(Files.makeFolder(temporaryFolder, sharing: .asAbove))
    let temporary = "\(temporaryFolder)/lora-\(getpid())-\(UInt64.random(in: .min ... .max))"
    let target = try onDisk(OpenFile(temporary, O_RDWR | O_CREAT | O_EXCL))
    var isDone = false
    defer { if !isDone { unlink(temporary) } }
    let pointer = try onDisk(target.copyHashing(source))
    if isWhole(pointer) { return pointer }
    try onDisk(target.sync())
    let folder = folder(of: pointer.digest)
    try onDisk(Files.makeFolder(folder, sharing: .asAbove))
    let place = path(of: pointer.digest)
    try onDisk(SystemCall.run("rename", temporary) { rename(temporary, place) })
    isDone = true
    try onDisk(Files.syncFolder(folder))
    return pointer
  }

  private func isWhole(_ pointer: LFSPointer) -> Bool {
    contains(pointer) && (try? check(pointer)) != nil
  }

  /// Reads the object and compares its digest.
  public func check(_ pointer: LFSPointer) throws(StoreError) {
    let path = path(of: pointer.digest)
    guard access(path, F_OK) == 0 else { throw .missingObject(pointer) }
    let found: Digest
    do { found = try Digest.ofFile(at: path).digest } catch {
      throw .file(FileError("read", path, code: error.code))
    }
    guard found == pointer.digest else { throw .damagedObject(pointer, path: path) }
  }

  /// Writes the object's bytes to `target`, replacing it in one step; the copy is not synced.
  public func copy(_ pointer: LFSPointer, to target: String) throws(StoreError) {
    guard contains(pointer) else { throw .missingObject(pointer) }
    try onDisk(Files.replace(target, withCopyOf: path(of: pointer.digest)))
  }

  private func folder(of digest: Digest) -> String {
    let hex = digest.hex
    return "\(folder)/objects/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))"
  }
}
