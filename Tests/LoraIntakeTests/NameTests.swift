import LoraClickUp
import LoraConfig
import LoraIntake
import Testing

/// What attachments and folders are called here.
@Suite struct NameTests {
  private func task(_ name: String, created: Int = 1_712_620_800_000) -> ClickUpTask {
    let board = OneTask()
    board.task.name = name
    board.task.created = created
    return board.task
  }

  @Test func foldersAreNamedAfterProjectTypeAndMonth() {
    let name = DataFolderName.name(
      for: task("whatever"), project: "cyberpunk", type: DataFolderName.word(for: .imageGeneration))
    #expect(name == "cyberpunk_images_202404")
  }

  @Test(arguments: [
    ("Neon 城市 / night", "neon-城市-night"), ("../../etc", "etc"), ("Über Café!", "über-café"),
    ("🎨", "task-86a3kx9d2"), ("", "task-86a3kx9d2"), ("Ćevapi\u{202e}x", "ćevapi-x"),
    ("e\u{301}te", "éte"), (String(repeating: "界", count: 100), String(repeating: "界", count: 33)),
  ]) func withoutProjectTheTaskNamesIt(name: String, slug: String) {
    let folder = DataFolderName.name(for: task(name), project: nil, type: "texts")
    #expect(Array(folder.utf8) == Array("\(slug)_texts_202404".utf8))
  }

  @Test func monthsAreUTC() {
    // 2024-12-31T23:59:59Z
    #expect(
      DataFolderName.name(for: task("a", created: 1_735_689_599_999), project: nil, type: "b")
        == "a_b_202412")
  }

  @Test(arguments: [
    ("photo.png", "photo.png"), ("图片 一.png", "图片 一.png"), ("a/b\\c.png", "a_b_c.png"),
    ("../../etc/passwd", "_.._.._etc_passwd"), (".gitattributes", "_.gitattributes"),
    ("-rf", "_-rf"), ("CON.txt", "_CON.txt"), ("nul", "_nul"), ("a\u{1b}[2J\nb", "a_[2J_b"),
    ("txt.\u{202e}gpj", "txt.gpj"), ("name. . ", "name"), ("", "attachment"),
    ("...", "attachment"), (".\u{301}x.png", "_.\u{301}x.png"), ("-\u{301}o", "_-\u{301}o"),
    (
      "b" + String(repeating: "\u{330}", count: 120) + ".png",
      "b" + String(repeating: "\u{330}", count: 97) + ".png"
    ),
    ("cafe\u{301}.png", "café.png"), ("a:b*c?.png", "a_b_c_.png"), ("git~1", "_git~1"),
    ("zero\u{200b}width", "zerowidth"), ("a\u{0}b", "a_b"),
  ]) func titlesBecomeNames(title: String, name: String) throws {
    let studio = try Studio()
    studio.attach(title, at: "/f/1", size: 1)
    let planned = try studio.pull { $0.isDryRun = true }.names
    #expect(planned.map { Array($0.utf8) } == [Array(name.utf8)])
  }

  @Test(arguments: [
    ("photos.zip", "photos"), ("git~1.zip", "_git~1"), (".git.ZIP", "_.git"), ("con.7z", "_con"),
    ("a .zip", "a"), ("...zip", "attachment"), ("-x.tar.gz", "_-x"), ("../up.tgz", "_.._up"),
    (String(repeating: "n", count: 199) + " nn.zip", String(repeating: "n", count: 199)),
  ]) func archivesBecomeFolders(title: String, name: String) throws {
    let studio = try Studio()
    studio.attach(title, at: "/f/1", size: 1)
    #expect(try studio.pull { $0.isDryRun = true }.names == [name])
  }

  @Test func longTitlesAreCutBeforeTheirEnding() throws {
    let studio = try Studio()
    studio.attach(String(repeating: "图", count: 200) + ".jpeg", at: "/f/1", size: 1)
    studio.attach(String(repeating: "图", count: 200) + ".jpeg", at: "/f/1", size: 1)
    let names = try studio.pull().names
    #expect(Set(names).count == 2)
    #expect(names.allSatisfy { $0.utf8.count <= 255 && $0.hasSuffix(".jpeg") })
  }

  @Test func oneTitleTwiceIsTwoFiles() throws {
    let studio = try Studio()
    studio.attach("a.png", at: "/f/1", size: 1, id: "11111111-x.png")
    studio.attach("a.png", at: "/f/2", size: 2, id: "22222222-x.png")
    studio.attach("A.PNG", at: "/f/3", size: 3, id: "33333333-x.png")
    studio.attach("a.png", at: "/f/4", size: 4, id: "22222222-y.png")
    #expect(
      try studio.pull().names == [
        "a.png", "a-22222222.png", "A-33333333.PNG", "a-22222222ypng.png",
      ])
    #expect(try studio.read("a-22222222.png").count == 2)
  }

  @Test func composedAndDecomposedAreOneName() throws {
    let studio = try Studio()
    studio.attach("é", at: "/f/1", size: 1, id: "1")
    studio.attach("e\u{301}", at: "/f/2", size: 2, id: "2")
    #expect(try studio.pull().names == ["é", "é-2"])
  }
}
