import Foundation
import LoraFiles
import TestSupport
import Testing

@Suite struct FolderListingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a", "1")
    try folder.write("sub/.hidden", "2")
    try folder.write("skipped/b", "3")
  }

  @Test func everyFileBelowIsListed() {
    #expect(FolderListing(of: folder.path).paths == ["a", "skipped/b", "sub/.hidden"])
    let some = FolderListing(of: folder.path, skipping: ["skipped"])
    #expect(some.paths == ["a", "sub/.hidden"])
    #expect(FolderListing(of: folder.path + "/none").paths == [])
  }

  @Test func linksAreFollowedOnlyWhenAskedForAndOneUpwardEnds() throws {
    symlink("a", folder.path + "/link")
    symlink(folder.path, folder.path + "/sub/up")
    #expect(FolderListing(of: folder.path).paths == ["a", "skipped/b", "sub/.hidden"])
    let all = FolderListing(of: folder.path, links: .followed).paths
    #expect(all.contains("link"))
    #expect((1...2).contains(all.count { $0.hasSuffix("/.hidden") }))
  }

  @Test func linksAreListedAsThemselvesWhenAskedFor() throws {
    symlink("nowhere", folder.path + "/broken")
    symlink("skipped", folder.path + "/folder")
    let listing = FolderListing(of: folder.path, links: .listed)
    #expect(listing.paths == ["a", "broken", "folder", "skipped/b", "sub/.hidden"])
  }

  @Test func namesThatDifferByNormalisationAreTwo() throws {
    for name in ["caf\u{E9}", "cafe\u{301}", "sub/\u{301}x"] {
      try Files.write([1], to: folder.path + "/" + name, existing: .inTheWay)
    }
    let before = FolderListing(of: folder.path, skipping: ["skipped"])
    #expect(before.paths.count == 5)
    #expect(before.paths.map { $0.utf8.count } == [1, 6, 5, 11, 7])
    try Files.write([1, 2], to: folder.path + "/caf\u{E9}", existing: .overwritten)
    let changed = FolderListing(of: folder.path).newOrChanged(since: before)
    #expect(changed.filter { $0 == "caf\u{E9}" }.map { $0.utf8.count } == [5])
  }

  @Test func namesThatAreNoTextAreListedApart() throws {
    let make = #"printf x > "$(printf 'caf\351.jsonl')"; mkdir "sub/$(printf '\377')""#
    _ = try TemporaryRepository.shell(make, in: folder.path)
    let listing = FolderListing(of: folder.path)
    #expect(listing.unreadable == [#"caf\xe9.jsonl"#, #"sub/\xff/"#])
    #expect(listing.paths == ["a", "skipped/b", "sub/.hidden"])
    #expect(Files.allNames(in: folder.path) == ["a", "skipped", "sub"])
  }

  @Test func whatChangedIsTold() throws {
    let before = FolderListing(of: folder.path)
    #expect(before.newOrChanged(since: before) == [])
    try Files.replace(folder.path + "/a", with: Array("1".utf8), durability: .none)
    try folder.write("new", "")
    try Files.remove(folder.path + "/skipped/b")
    #expect(FolderListing(of: folder.path).newOrChanged(since: before) == ["a", "new"])
  }

  @Test func aStampIsOldOnceItsTimesAre() throws {
    let stamp = try FileStamp(folder.path + "/a")
    #expect(stamp.bytes == 1)
    #expect(!stamp.isOlder(than: stamp.changed))
    #expect(stamp.isOlder(than: stamp.changed + 3_000_000_000))
    let coarse = FileStamp(device: 1, inode: 1, bytes: 1, modified: 4_000_000_000, changed: 0)
    #expect(!coarse.isOlder(than: 5_999_999_999))
    #expect(coarse.isOlder(than: 6_000_000_001))
  }
}
