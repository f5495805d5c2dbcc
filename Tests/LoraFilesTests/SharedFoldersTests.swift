import Foundation
import LoraFiles
import TestSupport
import Testing

/// What is made below a shared folder has the permissions that Git's own code gives: `git init
/// --shared=…` and `git hash-object` were asked for the numbers.
@Suite struct SharedFoldersTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func permissions(_ path: String) throws -> mode_t {
    var status = stat()
    try #require(stat(folder.path + "/" + path, &status) == 0)
    return status.st_mode & 0o7777
  }

  @Test(arguments: [
    (RepositorySharing.group, mode_t(0o2775), mode_t(0o664), mode_t(0o444)),
    (.everybody, 0o2775, 0o664, 0o444), (.exactly(0o660), 0o2770, 0o660, 0o440),
    (.exactly(0o640), 0o2750, 0o640, 0o440), (.exactly(0o600), 0o700, 0o600, 0o400),
    (.byUmask, 0o755, 0o644, 0o444),
  ])
  func everyWayOfMakingFollows(
    sharing: RepositorySharing, ofFolder: mode_t, ofFile: mode_t, ofReadOnly: mode_t
  ) throws {
    let mask = umask(0)
    _ = umask(mask)
    try #require(mask == 0o022)
    let top = folder.path + "/repository"
    try Files.makeFolder(top)
    SharedFolders.set(top, sharing)
    defer { SharedFolders.set(top, .byUmask) }
    try Files.makeFolder(top + "/a/b")
    try Files.replace(top + "/a/replaced", with: [1], durability: .none)
    try Files.write([1], to: top + "/a/written", existing: .inTheWay)
    _ = try FileLock(top + "/a/lock")
    _ = try OpenFile(top + "/a/kept", O_WRONLY | O_CREAT, permissions: 0o444)
    for name in ["a", "a/b"] { #expect(try permissions("repository/" + name) == ofFolder) }
    for name in ["replaced", "written", "lock"] {
      #expect(try permissions("repository/a/" + name) == ofFile, "\(name)")
    }
    #expect(try permissions("repository/a/kept") == ofReadOnly)
  }

  @Test func whatOthersMadeFollowsWhenItIsTakenOver() throws {
    let top = folder.path + "/repository"
    try folder.write("repository/a/b/file", "x")
    symlink("/etc/passwd", top + "/a/link")
    SharedFolders.set(top, .group)
    defer { SharedFolders.set(top, .byUmask) }
    SharedFolders.adjustAll(top + "/a")
    #expect(try permissions("repository/a/b") & 0o2070 == 0o2070)
    #expect(try permissions("repository/a/b/file") & 0o060 == 0o060)
    #expect(try permissions("repository/a/link") & 0o020 == 0)
  }

  @Test func aNeighbourWithALongerNameIsNotMeant() throws {
    let top = folder.path + "/repository"
    SharedFolders.set(top, .exactly(0o666))
    defer { SharedFolders.set(top, .byUmask) }
    try Files.makeFolder(top + "-other")
    #expect(try permissions("repository-other") & 0o002 == 0)
  }
}
