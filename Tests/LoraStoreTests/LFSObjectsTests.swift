import Foundation
import LoraDigest
import LoraExperiment
import LoraStore
import TestSupport
import Testing

@Suite struct LFSObjectsTests {
  private let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

  private func listing(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
  }

  @Test(arguments: [nil, "elsewhere", "/absolute"])
  func laysObjectsOutAsGitLFSDoes(storage: String?) throws {
    let ours = try TemporaryRepository()
    let theirs = try TemporaryRepository()
    for repository in [ours, theirs] {
      guard let storage else { continue }
      let value = storage.hasPrefix("/") ? repository.folder.path + storage : storage
      try repository.git("config", "lfs.storage", value)
    }
    let file = try theirs.folder.write("weights", bytes: bytes)
    let pointer = try TemporaryRepository.shell("git lfs clean < '\(file)'", in: theirs.path)
    let objects = LFSObjects(try ours.open().environment)
    let put = try objects.put(file)
    #expect(put.text == pointer.text)
    #expect(LFSPointer(pointer.output) == put)
    let expected = LFSObjects(try theirs.open().environment)
    #expect(try listing(objects.folder) == listing(expected.folder))
    var status = stat()
    #expect(stat(objects.path(of: put.digest), &status) == 0)
    #expect(status.st_mode & 0o7777 == 0o444)
  }

  @Test func sharesNothingWithTheFileItCopied() throws {
    let temporary = try TemporaryRepository()
    let objects = LFSObjects(try temporary.open().environment)
    let file = try temporary.folder.write("weights", bytes: bytes)
    let pointer = try objects.put(file)
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
    try handle.write(contentsOf: Data([9, 9, 9]))
    try handle.close()
    try objects.check(pointer)
    let copy = temporary.folder.path + "/copy"
    try objects.copy(pointer, to: copy)
    #expect(try temporary.folder.read("copy") == bytes)
    try Data([7]).write(to: URL(fileURLWithPath: copy), options: [])
    try objects.check(pointer)
  }

  @Test func noticesDamageAndAbsence() throws {
    let temporary = try TemporaryRepository()
    let objects = LFSObjects(try temporary.open().environment)
    let pointer = try objects.put(try temporary.folder.write("weights", bytes: bytes))
    #expect(objects.contains(pointer))
    let path = objects.path(of: pointer.digest)
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try handle.seek(toOffset: 1_000_000)
    try handle.write(contentsOf: Data([bytes[1_000_000] ^ 1]))
    try handle.close()
    #expect(throws: StoreError.damagedObject(pointer, path: path)) { try objects.check(pointer) }
    #expect(try objects.put(temporary.folder.path + "/weights") == pointer)
    try objects.check(pointer)
    try FileManager.default.removeItem(atPath: path)
    try #require(objects.kept).remove(pointer.digest)
    #expect(throws: StoreError.missingObject(pointer)) { try objects.check(pointer) }
    #expect(throws: StoreError.missingObject(pointer)) { try objects.copy(pointer, to: "/x") }
    #expect(!objects.contains(pointer))
  }

  @Test func puttingTwiceLeavesOneObjectAndNoTemporaryFile() throws {
    let temporary = try TemporaryRepository()
    let objects = LFSObjects(try temporary.open().environment)
    let file = try temporary.folder.write("empty", "")
    #expect(try objects.put(file) == objects.put(file))
    let files = try listing(objects.folder).filter { $0.hasSuffix(Digest.of("").hex) }
    #expect(files.count == 1)
    #expect(try listing(objects.folder + "/tmp") == [])
  }

  @Test(arguments: [
    "", "hello", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
    "version https://git-lfs.github.com/spec/v1\nsize 1\n",
  ])
  func otherTextIsNoPointer(text: String) {
    #expect(LFSPointer(Array(text.utf8)) == nil)
  }
}
