import Foundation
import LoraArchive
import LoraClickUp
import LoraDigest
import LoraIntake
import LoraProcess
import Testing

/// What a pull takes, leaves and says.
@Suite struct PullTests {
  @Test func theSecondCallFetchesOnlyWhatIsNew() throws {
    let studio = try Studio()
    studio.attach("a.png", at: "/f/1", size: 1)
    _ = try studio.pull()
    studio.attach("b.png", at: "/f/2", size: 2)
    let outcome = try studio.pull()
    #expect(outcome.names == ["b.png"])
    #expect(outcome.kept.map(\.name) == ["a.png"])
    #expect(try studio.server.asked().count == 2)
    let third = try studio.pull()
    #expect(third.fetched.isEmpty && third.kept.count == 2)
  }

  @Test func theRecordSaysWhoAndWhen() throws {
    let studio = try Studio()
    studio.attach(
      "a.png", at: "/f/1", size: 1, id: "x", user: ClickUpUser(id: 9, name: "李"), comment: "5")
    _ = try studio.pull { $0.selection.takesComments = true }
    let data = try #require(try PulledData.read(in: studio.folder))
    #expect(data.task.id == "86a3kx9d2")
    let entry = try #require(data.attachments.first)
    #expect(entry.id == "x" && entry.title == "a.png" && entry.bytes == 1)
    #expect(entry.user?.id == 9 && entry.user?.name == "李" && entry.comment == "5")
    #expect(entry.attached == "2024-04-09T00:00:01.000Z")
    let text = String(decoding: try studio.read(".lora-data.json"), as: UTF8.self)
    // An address may be signed.
    #expect(!text.contains("127.0.0.1"))
  }

  @Test func whatIsNoDataIsListedWithItsReason() throws {
    let studio = try Studio()
    studio.attach("adapter_model.lora-3fa91c07-2.safetensors", at: "/f/1", size: 1)
    studio.attach("log.lora-3fa91c07-12", at: "/f/1", size: 1)
    studio.attach("sent before", at: "/f/1", size: 1, id: "ours")
    studio.attach("deleted", at: "/f/1", size: 1, isDeleted: true)
    studio.attach("hidden", at: "/f/1", size: 1, isHidden: true)
    studio.attach("folder", at: "/f/1", size: 1, isFolder: true)
    studio.attach("said", at: "/f/1", size: 1, comment: "5")
    studio.attach("my.lora-notes.txt", at: "/f/1", size: 1)
    let outcome = try studio.pull { $0.selection.ownUploads = ["ours"] }
    #expect(
      outcome.skipped.map(\.reason) == [
        .ownUpload, .ownUpload, .ownUpload, .deleted, .hidden, .folder, .comment,
      ])
    #expect(outcome.names == ["my.lora-notes.txt"])
  }

  @Test func patternsAndPeople() throws {
    let studio = try Studio()
    let (ada, bo) = (ClickUpUser(id: 7, name: "Ada"), ClickUpUser(id: 8, name: "Bo"))
    studio.attach("a.png", at: "/f/1", size: 1, user: ada)
    studio.attach("b.png", at: "/f/1", size: 1, user: bo)
    studio.attach("b.txt", at: "/f/1", size: 1, user: bo)
    func planned(_ change: (inout Selection) -> Void) throws -> [String] {
      try studio.pull {
        $0.isDryRun = true
        change(&$0.selection)
      }.names
    }
    #expect(try planned { $0.include = ["*.png"] } == ["a.png", "b.png"])
    #expect(try planned { $0.exclude = ["b*"] } == ["a.png"])
    #expect(try planned { $0.from = ["bo"] } == ["b.png", "b.txt"])
    #expect(try planned { $0.from = ["7"] } == ["a.png"])
    #expect(
      try planned {
        $0.from = ["8"]
        $0.include = ["*.txt", "a*"]
      } == ["b.txt"])
    #expect(!FileManager.default.fileExists(atPath: studio.folder))
  }

  @Test func anEditedFileStays() throws {
    let studio = try Studio()
    studio.attach("a.txt", at: "/f/5", size: 5)
    _ = try studio.pull()
    try studio.place.write("data/a.txt", "my own words")
    let outcome = try studio.pull { $0.bringsBack = true }
    #expect(outcome.edited.map(\.name) == ["a.txt"] && outcome.fetched.isEmpty)
    #expect(try studio.read("a.txt") == Array("my own words".utf8))
  }

  @Test func aDeletedFileComesBackOnlyWhenAsked() throws {
    let studio = try Studio()
    studio.attach("a.txt", at: "/f/5", size: 5)
    _ = try studio.pull()
    try FileManager.default.removeItem(atPath: studio.folder + "/a.txt")
    #expect(try studio.pull().missing.map(\.name) == ["a.txt"])
    #expect(try studio.pull { $0.bringsBack = true }.names == ["a.txt"])
    #expect(try studio.read("a.txt").count == 5)
    #expect(try PulledData.read(in: studio.folder)?.attachments.count == 1)
  }

  @Test func whatIsGoneFromTheTaskIsMovedAsideOnlyWhenAsked() throws {
    let studio = try Studio()
    for title in ["a.txt", "b.txt", "c.txt"] { studio.attach(title, at: "/f/5", size: 5) }
    _ = try studio.pull()
    try studio.place.write("data/b.txt", "edited")
    studio.board.task.attachments = []
    #expect(try studio.pull().gone.map(\.entry.name) == ["a.txt", "b.txt", "c.txt"])
    #expect(studio.files == [".lora-data.json", "a.txt", "b.txt", "c.txt"])
    let outcome = try studio.pull { $0.prunes = true }
    #expect(outcome.gone.map(\.movedTo) == [".lora-pruned/a.txt", nil, ".lora-pruned/c.txt"])
    #expect(
      studio.files == [".lora-data.json", ".lora-pruned/a.txt", ".lora-pruned/c.txt", "b.txt"])
  }

  @Test func pruningTwiceReplacesNothing() throws {
    let studio = try Studio()
    for size in [1, 2] {
      studio.attach("a.txt", at: "/f/\(size)", size: size, id: "\(size)")
      _ = try studio.pull()
      studio.board.task.attachments = []
      _ = try studio.pull { $0.prunes = true }
    }
    #expect(studio.files == [".lora-data.json", ".lora-pruned/2-a.txt", ".lora-pruned/a.txt"])
  }

  /// A task says "0" also of what it does not know.
  @Test func aFileThatIsSaidToBeEmptyIsAskedFor() throws {
    let studio = try Studio()
    studio.attach("a.png", at: "/f/70", size: 0)
    studio.attach("b.png", at: "/f/0", size: 0)
    let outcome = try studio.pull()
    #expect(outcome.failed.isEmpty)
    #expect(try studio.read("a.png") == FileServer.content(70))
    #expect(try studio.read("b.png").isEmpty)
    #expect(outcome.fetched.map(\.statedBytes) == [0, 0])
    #expect(try studio.pull().kept.count == 2)
  }

  @Test func foreignFilesAreInTheWay() throws {
    let studio = try Studio()
    try studio.place.write("data/Photo.PNG", "mine")
    try studio.place.write("data/other.txt", "mine too")
    studio.attach("photo.png", at: "/f/5", size: 5)
    #expect(throws: IntakeError.inTheWay(folder: studio.folder, names: ["Photo.PNG"])) {
      try studio.pull()
    }
    #expect(try studio.server.asked().isEmpty)
    #expect(studio.files == ["Photo.PNG", "other.txt"])
    studio.board.task.attachments = []
    studio.attach("new.png", at: "/f/5", size: 5)
    #expect(try studio.pull().names == ["new.png"])
  }

  @Test func aRecordThatLeadsOutIsRefused() throws {
    for name in ["../../x", "/etc/passwd", "a/../../x", ".git/config"] {
      let studio = try Studio()
      studio.attach("a.txt", at: "/f/5", size: 5)
      _ = try studio.pull()
      let text = String(decoding: try studio.read(".lora-data.json"), as: UTF8.self)
      try studio.place.write(
        "data/.lora-data.json",
        text.replacingOccurrences(of: "\"name\" : \"a.txt\"", with: "\"name\" : \"\(name)\""))
      studio.board.task.attachments = []
      #expect(throws: IntakeError.self) { try studio.pull { $0.prunes = true } }
    }
  }

  /// The whole folder may come with a repository: the record, a link, and what the record says is
  /// about to appear there. Swift's characters hide the slash of the second and the third.
  @Test(arguments: [
    ("link", "link/theirs"), ("link\u{600}", "link\u{600}/theirs"), ("l", "l/\u{301}t"),
  ])
  func aRecordedNameIsNoWayThroughALink(link: String, name: String) throws {
    let studio = try Studio()
    studio.attach("a.txt", at: "/f/5", size: 5, id: "x")
    _ = try studio.pull()
    try studio.place.write("elsewhere/mine", "")
    try FileManager.default.createSymbolicLink(
      atPath: studio.folder + "/" + link, withDestinationPath: "../elsewhere")
    let part = Digest.of(Array("x".utf8)).hex.prefix(32)
    try studio.place.write("data/.lora-incoming/\(part).part", bytes: FileServer.content(5))
    let text = String(decoding: try studio.read(".lora-data.json"), as: UTF8.self)
    try studio.place.write(
      "data/.lora-data.json",
      text.replacingOccurrences(of: "\"name\" : \"a.txt\"", with: "\"name\" : \"\(name)\""))
    #expect(throws: IntakeError.self) { try studio.pull { $0.bringsBack = true } }
    let elsewhere = studio.place.path + "/elsewhere"
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere) == ["mine"])
  }

  @Test(arguments: [
    ("../outside", "data"), ("/tmp", "data"), (".git", "data"), ("../none", "data"),
    ("../outside", "data/x_images_202404"), ("..", "data"), ("inside/.GIT", "data"),
  ]) func aLinkOnTheWayIsNotFollowed(target: String, link: String) throws {
    let studio = try Studio()
    studio.attach("a.txt", at: "/f/5", size: 5)
    for folder in ["top/.git", "top/inside/.GIT", "outside", "top/" + link] {
      try FileManager.default.createDirectory(
        atPath: studio.place.path + "/" + folder, withIntermediateDirectories: true)
    }
    let top = studio.place.path + "/top"
    try FileManager.default.removeItem(atPath: "\(top)/\(link)")
    try FileManager.default.createSymbolicLink(
      atPath: "\(top)/\(link)", withDestinationPath: target)
    #expect(throws: IntakeError.self) {
      try studio.pull {
        $0.place = .named(below: top + "/data", project: "x", type: "images")
        $0.top = top
      }
    }
    #expect(try studio.server.asked().isEmpty)
  }

  @Test func aLinkWithinTheTreeIsFollowed() throws {
    let studio = try Studio()
    studio.attach("a.txt", at: "/f/5", size: 5)
    try studio.place.write("store/mine", "")
    try FileManager.default.createSymbolicLink(
      atPath: studio.folder, withDestinationPath: "store")
    #expect(try studio.pull { $0.top = studio.place.path }.names == ["a.txt"])
    #expect(try studio.place.read("store/a.txt") == FileServer.content(5))
  }

  /// The record is written beside what grows, so that a call that ends there leaves nothing.
  @Test func theRecordIsWrittenWhereNobodyLooks() throws {
    let studio = try Studio()
    try studio.place.write("data/.lora-incoming/record.new", "half a rec")
    studio.attach("a.txt", at: "/f/5", size: 5)
    _ = try studio.pull()
    #expect(studio.files == [".lora-data.json", "a.txt"])
    // No room for it there: nothing arrives, and nothing is half there.
    let crowded = try Studio()
    try FileManager.default.createDirectory(
      atPath: crowded.folder + "/.lora-data.json", withIntermediateDirectories: true)
    crowded.attach("a.txt", at: "/f/5", size: 5)
    #expect(throws: IntakeError.self) { try crowded.pull() }
    #expect(crowded.files.isEmpty)
  }

  @Test func aLinkInTheFolderLeadsNowhere() throws {
    let studio = try Studio()
    try studio.place.write("elsewhere/x", "")
    try FileManager.default.createDirectory(
      atPath: studio.folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: studio.folder + "/.lora-incoming",
      withDestinationPath: studio.place.path + "/elsewhere")
    studio.attach("a.txt", at: "/f/5", size: 5)
    #expect(throws: IntakeError.self) { try studio.pull() }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: studio.place.path + "/elsewhere") == ["x"]
    )
  }
}
