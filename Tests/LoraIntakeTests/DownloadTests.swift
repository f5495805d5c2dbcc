import Foundation
import LoraDigest
import LoraIntake
import Testing

/// Whole files only, however the connection behaves.
@Suite struct DownloadTests {
  @Test func aFileComesWhole() throws {
    let studio = try Studio()
    studio.attach("photo.png", at: "/f/300000?etag=x", size: 300_000)
    let outcome = try studio.pull()
    #expect(outcome.names == ["photo.png"])
    #expect(try studio.read("photo.png") == FileServer.content(300_000))
    #expect(outcome.fetched[0].entry?.sha256 == Digest.of(FileServer.content(300_000)))
    #expect(studio.files == [".lora-data.json", "photo.png"])
    #expect(
      studio.progress.last?.receivedBytes == 300_000 && studio.progress.last?.totalBytes == 300_000)
    let asked = try studio.server.asked()
    #expect(asked.count == 1)
    #expect(asked[0].headers["authorization"] == nil)
    #expect(asked[0].headers["accept-encoding"] == nil)
    #expect(asked[0].headers["cookie"] == nil)
  }

  @Test func aCutConnectionIsGoneOnWith() throws {
    let studio = try Studio()
    studio.attach("photo.png", at: "/f/300000?cut=100000", size: 300_000)
    _ = try studio.pull()
    #expect(try studio.read("photo.png") == FileServer.content(300_000))
    let asked = try studio.server.asked()
    #expect(asked.map { $0.headers["range"] } == [nil, "bytes=100000-"])
    #expect(asked[1].headers["if-range"] == "\"one\"")
    // The address was read anew.
    #expect(studio.board.readings == 2)
  }

  @Test func theNextCallGoesOn() throws {
    let studio = try Studio()
    studio.attach("photo.png", at: "/f/300000?cut=50000&times=4", size: 300_000)
    let outcome = try studio.pull()
    #expect(outcome.failed.first?.error.kind == .unreached)
    #expect(studio.files.allSatisfy { $0.hasPrefix(".lora-") })
    #expect(try studio.pull().names == ["photo.png"])
    #expect(try studio.read("photo.png") == FileServer.content(300_000))
    #expect(try studio.server.asked().last?.headers["range"] == "bytes=200000-")
    #expect(studio.files == [".lora-data.json", "photo.png"])
  }

  /// The rest is another file's, there is no tag, ranges are not known, or answered wrongly.
  @Test(arguments: ["range=no", "range=bad", "range=416", "range=other", "etag="]) func startsOver(
    _ how: String
  )
    throws
  {
    let studio = try Studio()
    studio.attach("a.bin", at: "/f/300000?cut=100000&\(how)", size: 300_000)
    #expect(try studio.pull().names == ["a.bin"])
    #expect(try studio.read("a.bin") == FileServer.content(300_000))
  }

  @Test func anotherFileBehindTheAddressStartsOver() throws {
    let studio = try Studio()
    let id = studio.attach("a.bin", at: "/f/300000?cut=100000&etag=old", size: 300_000)
    studio.board.beforeReading = { [unowned studio] number in
      guard number == 2 else { return }
      studio.board.task.attachments = []
      studio.attach("a.bin", at: "/f/300000?etag=new", size: 300_000, id: id)
    }
    #expect(try studio.pull().names == ["a.bin"])
    #expect(try studio.read("a.bin") == FileServer.content(300_000))
  }

  @Test func anExpiredAddressIsReadAnew() throws {
    let studio = try Studio()
    let id = studio.attach("a.bin", at: "/f/10?status=403", size: 10)
    studio.board.beforeReading = { [unowned studio] number in
      guard number == 2 else { return }
      studio.board.task.attachments = []
      studio.attach("a.bin", at: "/f/10", size: 10, id: id)
    }
    #expect(try studio.pull().names == ["a.bin"])
  }

  @Test func aServerThatRecovers() throws {
    let studio = try Studio()
    studio.attach("a.bin", at: "/f/10?status=503&times=2", size: 10)
    #expect(try studio.pull().names == ["a.bin"])
    #expect(studio.waits == [1, 2])
  }

  @Test(arguments: [
    ("/f/0?status=404", 10, IntakeError.Kind.badData), ("/f/0?status=500", 10, .unreached),
    ("/f/10?length=9", 10, .badData), ("/f/10?length=11", 10, .badData),
    ("/f/10?length=4&open=1", 10, .badData), ("/f/10?length=0", 10, .badData),
    ("/f/10?length=200000&open=1", 10, .badData), ("/f/3000", 3000, .badData),
  ]) func whatIsNotTheStatedFile(path: String, size: Int, kind: IntakeError.Kind) throws {
    let studio = try Studio()
    studio.attach("a.bin", at: path, size: size)
    studio.attach("b.bin", at: "/f/20", size: 20)
    let outcome = try studio.pull { $0.largest = 2000 }
    #expect(outcome.failed.map(\.error.kind) == [kind])
    #expect(outcome.names == ["b.bin"])
    #expect(studio.files == [".lora-data.json", "b.bin"])
  }

  @Test(arguments: [-5, Int.min, Int.max]) func sizesThatCannotBe(size: Int) throws {
    let studio = try Studio()
    studio.attach("a.bin", at: "/f/10", size: size)
    studio.attach("b.bin", at: "/f/10", size: size)
    let outcome = try studio.pull()
    #expect(outcome.failed.map(\.error.kind) == [.badData, .badData])
    #expect(studio.files == [".lora-data.json"])
  }

  @Test func aFileOfUnknownSize() throws {
    let studio = try Studio()
    studio.attach("a.bin", at: "/f/1000", size: nil)
    studio.attach("b.bin", at: "/f/3000?open=1", size: nil)
    let outcome = try studio.pull { $0.largest = 2000 }
    #expect(outcome.names == ["a.bin"])
    #expect(outcome.failed.map(\.error) == [.tooLarge(bytes: 2001, limit: 2000)])
  }

  @Test func anEmptyFile() throws {
    let studio = try Studio()
    studio.attach("empty.txt", at: "/f/0", size: 0)
    #expect(try studio.pull().names == ["empty.txt"])
    #expect(try studio.read("empty.txt").isEmpty)
  }

  @Test func aServerThatIsNotThere() throws {
    let studio = try Studio()
    studio.attach("a.bin", at: "http://127.0.0.1:1/x", size: 10)
    let outcome = try studio.pull()
    #expect(outcome.failed.map(\.error.kind) == [.unreached])
    #expect(studio.waits == [1, 2, 4])
  }

  @Test func outsideTheSandboxLoopbackIsRefused() throws {
    let studio = try Studio()
    studio.attach("a.bin", at: "/f/10", size: 10)
    let outcome = try studio.pull(isSandbox: false)
    #expect(outcome.failed.map(\.error.kind) == [.badData])
    #expect(try studio.server.asked().isEmpty)
  }
}
