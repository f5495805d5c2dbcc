import Foundation
import LoraDigest
import LoraFiles
import LoraStore
import TestSupport
import Testing

/// An LFS object of a run has a second name that `git lfs prune` does not know.
@Suite struct KeptObjectsTests {
  private let temporary: TemporaryRepository
  private let objects: LFSObjects
  private let kept: KeptObjects
  private let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

  init() throws { try self.init(settings: [:]) }

  private init(settings: [String: String]) throws {
    temporary = try TemporaryRepository()
    for (key, value) in settings {
      try temporary.git(
        "config", key, value.replacingOccurrences(of: "TOP", with: temporary.folder.path))
    }
    objects = LFSObjects(try temporary.open().environment)
    kept = try #require(objects.kept)
  }

  private func put() throws -> LFSPointer {
    try objects.put(try temporary.folder.write("weights", bytes: bytes))
  }

  private func place(_ pointer: LFSPointer) -> String {
    let hex = pointer.digest.hex
    return
      "\(temporary.path)/.git/lora/objects/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)"
  }

  private func status(_ path: String) throws -> stat {
    var status = stat()
    try #require(stat(path, &status) == 0, "\(path)")
    return status
  }

  private func damage(_ path: String) throws {
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try handle.seek(toOffset: 1000)
    try handle.write(contentsOf: Data([bytes[1000] ^ 1]))
    try handle.close()
  }

  @Test func itIsTheSameFileAndNobodyMayWriteToIt() throws {
    let pointer = try put()
    #expect(kept.all == [pointer.digest])
    #expect(kept.bytes(of: pointer.digest) == bytes.count)
    let (one, two) = (try status(objects.path(of: pointer.digest)), try status(place(pointer)))
    #expect(one.st_ino == two.st_ino && one.st_nlink == 2)
    #expect(two.st_mode & 0o7777 == 0o444)
    let folder = temporary.path + "/.git/lora/objects"
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    #expect(names.count == 3, "\(names)")
    #expect(try put() == pointer)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder) == names)
  }

  @Test func whatPruneTookIsPutBackForWhoeverAsks() throws {
    let pointer = try put()
    let path = objects.path(of: pointer.digest)
    let questions: [() throws -> Void] = [
      { #expect(objects.contains(pointer)) }, { #expect(objects.location(of: pointer) == path) },
      { try objects.check(pointer) },
      { try objects.copy(pointer, to: temporary.folder.path + "/copy") },
    ]
    for ask in questions {
      try FileManager.default.removeItem(atPath: temporary.path + "/.git/lfs/objects")
      #expect(objects.hasTaken)
      try ask()
      #expect(!objects.hasTaken)
      #expect(try status(path).st_ino == status(place(pointer)).st_ino)
    }
    #expect(try temporary.folder.read("copy") == bytes)
  }

  @Test func aDamagedOneIsNeverPutBack() throws {
    let pointer = try put()
    try damage(place(pointer))
    #expect(throws: StoreError.damagedObject(pointer, path: objects.path(of: pointer.digest))) {
      try objects.check(pointer)
    }
    try FileManager.default.removeItem(atPath: objects.path(of: pointer.digest))
    #expect(objects.location(of: pointer) == nil)
    // Recorded once more, both are whole again.
    #expect(try put() == pointer)
    try objects.check(pointer)
    try FileManager.default.removeItem(atPath: objects.path(of: pointer.digest))
    try objects.check(pointer)
  }

  @Test func aWholeCopyHealsADamagedObject() throws {
    let pointer = try put()
    let path = objects.path(of: pointer.digest)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: place(pointer), toPath: path)
    chmod(path, 0o644)
    try damage(path)
    try objects.check(pointer)
    #expect(
      try temporary.folder.read("work tree/" + path.dropFirst(temporary.path.count + 1)) == bytes)
  }

  @Test func whatRunsOfElsewhereNeedGetsOneOnRequest() throws {
    let sample = try SampleRun(of: temporary)
    let landed = try sample.land(try sample.draft(weights: bytes))
    let run = try sample.store.run(landed.commit.hex)
    try FileManager.default.removeItem(atPath: temporary.path + "/.git/lora/objects")
    try sample.store.markMirrored(run)
    let pointers = try sample.store.pointers(of: run)
    #expect(kept.all == pointers.map(\.digest))
  }

  @Test func anEditedLFSFileOfTheSourceHasOneToo() throws {
    try temporary.git("lfs", "install", "--local")
    try temporary.write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n")
    try temporary.write("data/committed.bin", bytes: [1])
    let sample = try SampleRun(of: temporary)
    try temporary.write("data/committed.bin", bytes: [2])
    let draft = try sample.draft(weights: [3])
    try sample.store.begin(draft, by: sample.identities)
    #expect(Set(kept.all) == [Digest.of([2]), Digest.of([3])])
  }

  @Test func aStoreElsewhereAndAnAlternateAreReadToo() throws {
    let other = try KeptObjectsTests(settings: ["lfs.storage": "TOP/elsewhere"])
    let pointer = try other.put()
    try FileManager.default.removeItem(atPath: other.temporary.folder.path + "/elsewhere/objects")
    try other.objects.check(pointer)
    #expect(other.objects.path(of: pointer.digest).contains("/elsewhere/objects/"))

    let mine = try put()
    let borrower = temporary.folder.path + "/borrower"
    try temporary.git("commit", "-q", "--allow-empty", "-m", "one")
    try temporary.git("clone", "-q", "--shared", temporary.path, borrower)
    let theirs = LFSObjects(try temporary.open(from: borrower).environment)
    #expect(theirs.contains(mine))
    try theirs.check(mine)
  }

  @Test func aStoreThatCannotBeWrittenToIsReadPast() throws {
    let pointer = try put()
    try FileManager.default.removeItem(atPath: temporary.path + "/.git/lfs")
    try temporary.write(".git/lfs", "no folder")
    #expect(objects.location(of: pointer) == place(pointer))
    try objects.check(pointer)
  }
}
