import Foundation
import LoraFiles
import TestSupport
import Testing

@Suite struct FilesTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/file" }

  init() throws { folder = try TemporaryFolder() }

  private func permissions(_ path: String) throws -> mode_t {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return status.st_mode & 0o7777
  }

  @Test func anErrorSaysWhatWasTriedOnWhatAndWhy() throws {
    let error = try #require(throws: FileError.self) { try OpenFile(path, O_RDONLY) }
    #expect(error == FileError("open", path, code: ENOENT))
    #expect("\(error)" == "cannot open \(path): No such file or directory")
  }

  @Test func aFileIsReadWhole() throws {
    #expect(try Files.read(path) == nil)
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    try folder.write("file", bytes: bytes)
    #expect(try Files.read(path) == bytes)
    #expect(try OpenFile(path, O_RDONLY).read(upTo: 70_000) == Array(bytes[..<70_000]))
    #expect(throws: FileError("read", folder.path, code: EISDIR)) { try Files.read(folder.path) }
  }

  @Test func aLinkAtTheEndIsFollowedUnlessRefused() throws {
    try folder.write("file", "x")
    symlink(path, path + ".link")
    #expect(try OpenFile(path + ".link", O_RDONLY).read() == Array("x".utf8))
    #expect(throws: FileError("open", path + ".link", code: ELOOP)) {
      try OpenFile(path + ".link", O_RDONLY, links: .refused)
    }
  }

  @Test(arguments: [Durability.none, .bytes, .bytesAndName])
  func aReplacedFileIsAnotherOneAndNothingIsLeft(_ durability: Durability) throws {
    try folder.write("file", "old")
    let old = try OpenFile(path, O_RDONLY)
    try Files.replace(path, with: Array("new".utf8), durability: durability)
    #expect(try Files.read(path) == Array("new".utf8))
    #expect(try old.read() == Array("old".utf8))
    #expect(Files.allNames(in: folder.path) == ["file"])
  }

  @Test func aReplacementThatFailsLeavesNothing() throws {
    try folder.write("file/inside", "x")
    let error = try #require(throws: FileError.self) {
      try Files.replace(path, with: [1], durability: .bytes)
    }
    #expect(error.operation == "rename")
    #expect(UnfinishedFile.isOne(error.path))
    #expect(Files.allNames(in: folder.path) == ["file"])
  }

  @Test func aReplacementMayBeWrittenElsewhereOverWhatIsLeftThere() throws {
    try folder.write("staging/new", "left by a process that ended")
    let temporary = folder.path + "/staging/new"
    try Files.replace(path, with: [1, 2], durability: .bytesAndName, by: temporary)
    #expect(try Files.read(path) == [1, 2])
    #expect(Files.allNames(in: folder.path + "/staging") == [])
  }

  @Test func aReplacedFileMayKeepItsPermissions() throws {
    try folder.write("file", "old")
    chmod(path, 0o4751)
    try Files.replace(
      path, with: [1], durability: .bytes, permissions: .kept(orNew: 0o600))
    #expect(try permissions(path) == 0o4751)
    try Files.replace(
      path + ".new", with: [1], durability: .bytes, permissions: .kept(orNew: 0o600))
    #expect(try permissions(path + ".new") == 0o600)
  }

  @Test func onlyARegularFileIsReadAsOne() throws {
    try folder.write("file", "x")
    chmod(path, 0o750)
    let file = try WholeFile(path)
    #expect(file.bytes == Array("x".utf8))
    #expect(file.permissions == 0o750)
    #expect(file.isExecutable)
    #expect(try WholeFile(ifThere: path + ".none")?.bytes == nil)
    #expect(try WholeFile(ifThere: path + "/below")?.bytes == nil)
    symlink("/dev/zero", path + ".endless")
    mkfifo(path + ".pipe", 0o600)
    for special in [path + ".endless", path + ".pipe"] {
      #expect(throws: FileError(notRegular: special)) { try WholeFile(special) }
    }
    #expect(throws: FileError("read", folder.path, code: EISDIR)) { try WholeFile(folder.path) }
  }

  @Test func aFileThatIsThereStaysUnlessToldOtherwise() throws {
    try folder.write("file", "long")
    #expect(throws: FileError("create", path, code: EEXIST)) {
      try Files.write([1], to: path, existing: .inTheWay)
    }
    #expect(try Files.read(path) == Array("long".utf8))
    try Files.write([1], to: path, existing: .overwritten)
    #expect(try Files.read(path) == [1])
    try Files.write([2], to: path + ".new", existing: .inTheWay)
    #expect(try Files.read(path + ".new") == [2])
  }

  @Test func removingWhatIsNotThereIsFine() throws {
    try folder.write("file/inside", "x")
    try Files.remove(path + "/inside")
    try Files.remove(path + "/inside")
    #expect(Files.names(in: path) == [])
    #expect(throws: FileError("remove", path, code: EISDIR)) { try Files.remove(path) }
  }

  @Test func aMoveReplacesNothing() throws {
    try folder.write("file", "x")
    try folder.write("other", "y")
    let error = FileError("rename to \(folder.path)/other", path, code: EEXIST)
    #expect(throws: error) { try Files.move(path, to: folder.path + "/other") }
    try Files.move(path, to: folder.path + "/new")
    #expect(Files.names(in: folder.path) == ["new", "other"])
  }

  @Test func aLinkStandsForItself() throws {
    try folder.write("file", "four")
    try folder.write("folder/inside", "")
    symlink(path, path + ".link")
    #expect(Standing(path) == .file(bytes: 4))
    #expect(Standing(folder.path + "/folder") == .folder)
    #expect(Standing(path + ".link") == .other)
    #expect(Standing(path + ".none") == .nothing)
  }

  @Test func aCopySharesNoInode() throws {
    try folder.write("source", "x")
    try Files.replace(path, withCopyOf: folder.path + "/source")
    #expect(try Files.read(path) == Array("x".utf8))
    let source = try OpenFile(folder.path + "/source", O_RDONLY).status
    #expect(try OpenFile(path, O_RDONLY).status.st_ino != source.st_ino)
    #expect(Files.allNames(in: folder.path) == ["file", "source"])
  }

  @Test func hiddenNamesAreListedOnlyWhenAskedFor() throws {
    try folder.write("b", "")
    try folder.write(".a", "")
    #expect(Files.names(in: folder.path) == ["b"])
    #expect(Files.allNames(in: folder.path) == [".a", "b"])
    #expect(Files.allNames(in: path) == [])
  }

  @Test func aNewFolderIsTheOwnersWhereNothingIsShared() throws {
    try Files.makeFolder(folder.path + "/own/below")
    try Files.makeFolder(folder.path + "/own/below")
    let umask = umask(0)
    _ = Glibc.umask(umask)
    #expect(try permissions(folder.path + "/own/below") & 0o777 == 0o777 & ~umask)
  }

  @Test func aFolderIsNotMadeBelowAFile() throws {
    try folder.write("file", "x")
    #expect(throws: FileError("make the folder", path + "/below", code: ENOTDIR)) {
      try Files.makeFolder(path + "/below")
    }
  }
}
