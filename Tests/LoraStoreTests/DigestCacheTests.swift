import Foundation
import LoraDigest
import LoraStore
import TestSupport
import Testing

@Suite struct DigestCacheTests {
  private let sample: SampleRun
  private let file: String
  private let old = [UInt8](repeating: 1, count: 2_000_000)
  private let new = [UInt8](repeating: 2, count: 2_000_000)

  init() throws {
    sample = try SampleRun()
    file = try sample.temporary.folder.write("big", bytes: old)
  }

  private func digest(rehash: Bool = false) throws -> Digest {
    let cache = try DigestCache(of: sample.store, rehash: rehash)
    defer { try? cache.save() }
    return try cache.digest(ofFile: file).digest
  }

  /// Writes without changing size or modification time; the change time tells.
  private func overwrite(_ bytes: [UInt8], keepingTime: Bool) throws {
    var status = stat()
    stat(file, &status)
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
    if keepingTime { utimensat(AT_FDCWD, file, [status.st_atim, status.st_mtim], 0) }
  }

  @Test(arguments: [true, false])
  func noticesEveryEdit(keepingTime: Bool) throws {
    #expect(try digest() == .of(old))
    for bytes in [new, old, new, old] {
      try overwrite(bytes, keepingTime: keepingTime)
      #expect(try digest() == .of(bytes))
    }
  }

  @Test func noticesAFileRenamedOverTheOld() throws {
    usleep(20_000)
    #expect(try digest() == .of(old))
    let other = try sample.temporary.folder.write("other", bytes: new)
    rename(other, file)
    #expect(try digest() == .of(new))
  }

  /// Shown by a cache that was told a lie: the digest comes from there, and not with `rehash`.
  @Test func remembersAFileThatStaysAsItIs() throws {
    usleep(20_000)
    _ = try digest()
    let path = sample.store.folder + "/digests"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lie = Digest.of("lie")
    try text.replacingOccurrences(of: Digest.of(old).hex, with: lie.hex)
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try digest() == lie)
    #expect(try digest(rehash: true) == .of(old))
    #expect(try digest() == .of(old))
    try FileManager.default.removeItem(atPath: path)
    #expect(try digest() == .of(old))
  }

  @Test func doesNotTrustAFileWrittenThisVeryMoment() throws {
    let cache = try DigestCache(of: sample.store)
    for round in 0..<50 {
      let bytes = [UInt8](repeating: UInt8(round), count: 1_100_000)
      let path = try sample.temporary.folder.write("quick", bytes: bytes)
      #expect(try cache.digest(ofFile: path).digest == .of(bytes))
    }
  }

  @Test func survivesARuinedCache() throws {
    try sample.temporary.write(
      ".git/lora/digests",
      "nonsense\n1 2 3 4 5 x\n\n99999999999999999999999 1 1 1 1 \(Digest.of("x"))\n\u{0}")
    #expect(try digest() == .of(old))
    #expect(try digest() == .of(old))
  }

  @Test func processesKeepEachOthersDigests() throws {
    usleep(20_000)
    let other = try sample.temporary.folder.write("other", bytes: new)
    usleep(20_000)
    let (one, two) = (try DigestCache(of: sample.store), try DigestCache(of: sample.store))
    _ = try one.digest(ofFile: file)
    _ = try two.digest(ofFile: other)
    try one.save()
    try two.save()
    let text = try String(contentsOfFile: sample.store.folder + "/digests", encoding: .utf8)
    #expect(text.contains(Digest.of(old).hex) && text.contains(Digest.of(new).hex))
  }
}
