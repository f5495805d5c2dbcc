import Glibc
import LoraFiles
import TestSupport
import Testing

@Suite struct RegularFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Opening a pipe for reading would wait for a writer, and a device for zeros never ends.
  @Test func whatIsNoFileIsRefusedAtOnce() throws {
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(symlink("/dev/zero", folder.path + "/zero") == 0)
    for path in [pipe, folder.path + "/zero", "/dev/null"] {
      let error = try #require(throws: FileError.self) { try RegularFile(path) }
      #expect("\(error)" == "cannot read \(path): this is not a regular file")
      #expect(throws: FileError.self) { try WholeFile(path) }
      #expect(throws: FileError.self) { try Files.read(path) }
    }
    #expect(throws: FileError("read", folder.path, code: EISDIR)) { try RegularFile(folder.path) }
  }

  /// A file of holes takes no space and could be read for hours.
  @Test func aFileAboveItsLimitIsRefusedBeforeItIsRead() throws {
    let path = try folder.write("large", "")
    #expect(truncate(path, 1 << 40) == 0)
    #expect(throws: FileError("read", path, code: EFBIG)) { try WholeFile(path) }
    #expect(truncate(path, 3) == 0)
    #expect(try WholeFile(path, atMost: 3).bytes == [0, 0, 0])
    #expect(throws: FileError("read", path, code: EFBIG)) { try WholeFile(path, atMost: 2) }
  }

  @Test func ofALargeFileTheEndsAreRead() throws {
    let path = try folder.write("log", "first middle last")
    func ends(_ most: Int) throws -> String {
      String(decoding: try RegularFile(path).ends(most: most, gap: Array("…".utf8)), as: UTF8.self)
    }
    #expect(try ends(5) == "first… last")
    #expect(try ends(9) == "first middle last")
    #expect(truncate(path, 1 << 40) == 0)
    #expect(try ends(5) == "first…\0\0\0\0\0")
  }

  @Test func aPartBehindTheEndIsToldFromAWholeOne() throws {
    let path = try folder.write("file", "abcdef")
    let file = try RegularFile(path)
    var bytes = [UInt8](repeating: 0, count: 4)
    func read(at offset: Int) throws -> Bool {
      try bytes.withUnsafeMutableBytes { try file.read(at: offset, into: $0) }
    }
    #expect(try read(at: 2))
    #expect(bytes == Array("cdef".utf8))
    #expect(try !read(at: 3))
  }
}
