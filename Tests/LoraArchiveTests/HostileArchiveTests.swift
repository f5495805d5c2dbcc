import Foundation
import LoraArchive
import TestSupport
import Testing

/// What nobody should unpack as it is: refused in words, or unpacked into its own folder; never a
/// file outside, never a remnant.
@Suite struct HostileArchiveTests {
  private static let limits = ArchiveLimits(
    totalBytes: 1_000_000_000, entries: 2000, nameBytes: 100_000, ratio: 200,
    unquestionedBytes: 100_000_000)

  @Test func thereAreMany() { #expect(HostileArchive.all.count > 120) }

  @Test(arguments: HostileArchive.all) func staysInside(_ archive: HostileArchive) throws {
    let place = try TemporaryFolder()
    let packed = try HostileArchive.folder.get().path + "/" + archive.name
    let kind = try #require(ArchiveKind(named: archive.name))
    let target = place.path + "/deep/down/out"
    try place.write("deep/down/beside.txt", "untouched")
    let before = try Set(everything(in: place.path))
    do {
      let unpacked = try Archive.unpack(packed, kind: kind, into: target, limits: Self.limits)
      #expect(archive.words == nil, "it was unpacked: \(unpacked)")
      try check(unpacked, of: archive, in: target)
    } catch let refusal as ArchiveError {
      let words = try #require(archive.words ?? archive.either.map { _ in "" }, "\(refusal)")
      #expect(refusal.description.contains(words), "\(refusal)")
      #expect(!FileManager.default.fileExists(atPath: target))
    }
    let outside = try everything(in: place.path).filter { !$0.hasPrefix("deep/down/out") }
    #expect(Set(outside) == before)
    #expect(try everything(in: HostileArchive.bait.get().path).isEmpty)
  }

  private func check(_ unpacked: UnpackedArchive, of archive: HostileArchive, in folder: String)
    throws
  {
    guard let expected = archive.files else { return }
    // Byte for byte: Swift's strings do not tell NFC from NFD.
    let names = unpacked.files.map { Array($0.path.utf8) }
    #expect(Set(names) == Set(expected.keys.map { Array($0.utf8) }))
    for file in unpacked.files {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file.path))
      #expect(bytes.count == file.bytes)
      if let text = expected[file.path] ?? nil { #expect(bytes == Data(text.utf8)) }
    }
    let onDisk = try everything(in: folder).filter {
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(
        atPath: folder + "/" + $0, isDirectory: &isFolder)
      return isThere && !isFolder.boolValue
    }
    #expect(onDisk.count == unpacked.files.count)
  }

  private func everything(in folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder)
  }
}
