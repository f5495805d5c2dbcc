import Foundation
import LoraJSON
import LoraProcess
import Testing

/// `git lora pull-data`, as people type it.
@Suite struct PullDataTests {
  private let studio: DataShop
  /// The config's task type is text, and the workshop's `.lorarc` names no project.
  private let folder = "data/neon-街_texts_202404"

  init() throws { studio = try DataShop() }

  @Test func dataComesAndTheSecondCallFetchesNothing() throws {
    studio.attach("lines.txt", "/f/1200", size: 1200)
    try studio.attachArchive("more.zip", ["a.txt", "b/c.txt", ".DS_Store"])
    let first = try studio.pull()
    #expect(first.status == .exited(0), "\(first.errorText)")
    #expect(first.text.contains("\(folder): 2 new (task 86a3kx9d2, Neon 街)"))
    #expect(first.text.contains("lines.txt  1.2 kB"))
    #expect(first.text.contains("more/  2 files, 1 left out  from more.zip"))
    #expect(first.errorText.contains("train_data_dir: \(folder)"))
    #expect(
      studio.files(below: folder) == [
        ".lora-data.json", "lines.txt", "more", "more/a.txt", "more/b", "more/b/c.txt",
      ])
    let second = try studio.pull()
    #expect(second.text == "\(folder): nothing new, 2 here already (task 86a3kx9d2, Neon 街)\n")
  }

  @Test func aTrainingReadsWhatCame() throws {
    try studio.attachArchive("lines.zip", ["a.txt"])
    _ = try studio.pull()
    let listed = try studio.shop.lora(
      "run", "tea", "-s", "train_data_dir=\(folder)", "--dry-run", "--json")
    #expect(listed.status == .exited(0), "\(listed.errorText)")
    let data = try JSONValue(parsing: listed.text)["data"]?.array ?? []
    #expect(data.compactMap { $0["path"]?.string } == ["\(folder)/lines/a.txt"])
  }

  @Test func aBadAttachmentIsSaidAndTheOthersCome() throws {
    try studio.attachArchive("evil.zip", ["../evil.txt"])
    studio.attach("inward.txt", "http://169.254.169.254/latest", size: 5)
    studio.attach("good\\u001b[31m.txt", "/f/5", size: 5)
    let output = try studio.pull("--to", "in/here/")
    #expect(output.status == .exited(65))
    #expect(output.errorText.contains("evil.zip: the name '../evil.txt' in it leads out"))
    #expect(output.errorText.contains("inward.txt: its address is not fetched from"))
    #expect(!(output.text + output.errorText).contains("\u{1B}"))
    #expect(studio.files(below: "in/here") == [".lora-data.json", "good_[31m.txt"])
    #expect(!FileManager.default.fileExists(atPath: studio.shop.path + "/in/evil.txt"))
  }

  @Test func whatIsInTheWayIsNamed() throws {
    try studio.shop.repository.write("in/lines.txt", "mine")
    studio.attach("lines.txt", "/f/5", size: 5)
    let output = try studio.pull("--to", "in")
    #expect(output.status == .exited(75))
    #expect(output.errorText.contains("lines.txt") && output.errorText.contains("--to DIR"))
    #expect(try studio.shop.repository.read("in/lines.txt") == Array("mine".utf8))
  }

  @Test func aHostThatIsNotThere() throws {
    studio.attach("lines.txt", "http://127.0.0.1:1/x", size: 5)
    #expect(try studio.pull().status == .exited(69))
    let away = try Workshop.lora(
      ["pull-data", "86a3kx9d2"], in: studio.shop.path,
      variables: [
        "CLICKUP_API_URL": "http://127.0.0.1:1/api", "CLICKUP_TOKEN": "pk_sandbox_SECRET",
        "GIT_LORA_TEST_WAITS": "0",
      ])
    #expect(away.status == .exited(69))
    #expect(!away.errorText.contains("SECRET"))
  }

  @Test func whatIsNoTask() throws {
    #expect(try studio.pull(task: "../x").status == .exited(64))
    let unknown = try studio.pull(task: "86b4kx9d3")
    // The board of this test knows no such address at all.
    #expect(unknown.status == .exited(65), "\(unknown.errorText)")
  }

  /// Killed in the middle of a file, and of nothing else: the next call asks for the rest.
  @Test(arguments: [SIGKILL, SIGINT]) func aCallThatIsCutOffIsGoneOnWith(signal: Int32) throws {
    studio.attach("big.bin", "/f/3000000?hold=1000000", size: 3_000_000)
    let board = try studio.board()
    let process = try ChildProcess(
      Command(
        Products.folder + "/git-lora", ["pull-data", "86a3kx9d2", "--to", "in"],
        environment: Workshop.environment.merging(board.environment) { $1 },
        folder: studio.shop.path))
    let incoming = studio.shop.path + "/in/.lora-incoming"
    while try process.poll() == nil, partialBytes(in: incoming) < 900_000 { usleep(10_000) }
    process.signal(signal)
    let end = try process.collect()
    #expect(end.status == (signal == SIGINT ? .exited(130) : .signalled(SIGKILL)))
    if signal == SIGINT { #expect(end.errorText.contains("the same command goes on")) }
    let before = partialBytes(in: incoming)
    #expect(before >= 900_000)
    let next = try studio.pull("--to", "in", "--json")
    #expect(next.status == .exited(0), "\(next.errorText)")
    let file = try studio.shop.repository.read("in/big.bin")
    #expect(file.count == 3_000_000)
    #expect(studio.files(below: "in") == [".lora-data.json", "big.bin"])
  }

  private func partialBytes(in folder: String) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard let part = names.first(where: { $0.hasSuffix(".part") }) else { return 0 }
    let facts = try? FileManager.default.attributesOfItem(atPath: folder + "/" + part)
    return facts?[.size] as? Int ?? 0
  }

  /// An archive whose dictionary would take four gigabytes is unpacked apart, with two.
  @Test func theProcessThatUnpacksIsBounded() throws {
    let status = try Command(
      "python3",
      [
        "-B", "-c",
        """
        import sys
        sys.path.insert(0, sys.argv[1])
        from forge import FILE, lzma_coder, seven_zip
        coder, packed = lzma_coder(b"hello" * 100, 0xFFFFFFFF)
        content = seven_zip([("a", b"hello" * 100, FILE)], coder=coder, pack=packed)
        open(sys.argv[2], "wb").write(content)
        """, LoraTrainBench.tests + "/LoraArchiveTests/Scripts", studio.shop.path + "/data/d.7z",
      ]
    ).run().status
    #expect(status == .exited(0))
    let path = studio.shop.path + "/data/d.7z"
    let size = try Data(contentsOf: URL(fileURLWithPath: path)).count
    let encoded = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    studio.attach("d.7z", "/d" + encoded, size: size)
    let output = try studio.pull("--to", "in")
    #expect(output.status == .exited(65))
    #expect(output.errorText.contains("d.7z: it is damaged"))
    #expect(studio.files(below: "in") == [".lora-data.json"])
  }
}

extension JSONShapeTests {
  private static let attachment = ["id": JSONShape.string, "title": .string]
  private static let entry = attachment.merging(["name": .string]) { $1 }

  static let pullData = JSONShape.object([
    "format": .integer,
    "task": .object([
      "id": .string, "custom_id": .optional(.string), "name": .string, "url": .string,
    ]),
    "directory": .string, "dry_run": .boolean,
    "fetched": .list(
      .object(
        entry.merging([
          "bytes": .optional(.integer), "sha256": .optional(.string),
          "files": .optional(
            .list(.object(["path": .string, "bytes": .integer, "sha256": .string]))),
          "left_out": .optional(.integer), "replaced": .optional(.string),
        ]) { $1 })),
    "kept": .list(.object(entry)), "changed": .list(.object(entry)),
    "deleted": .list(.object(entry)),
    "gone": .list(
      .object(entry.merging(["changed": .boolean, "moved_to": .optional(.string)]) { $1 })),
    "skipped": .list(.object(attachment.merging(["reason": .string]) { $1 })),
    "unusable": .list(.object(attachment.merging(["reason": .string]) { $1 })),
    "failed": .list(
      .object(
        attachment.merging(["reason": .string, "hint": .optional(.string)]) { $1 })),
  ])

  @Test func answersAboutData() throws {
    let studio = try DataShop()
    studio.attach("gone.txt", "/f/5", size: 5)
    studio.attach("swapped.txt", "/f/5", size: 5)
    studio.attach("kept.txt", "/f/5", size: 5)
    studio.attach("changed.txt", "/f/5", size: 5)
    studio.attach("deleted.txt", "/f/5", size: 5)
    studio.attach("hidden.txt", "/f/5", size: 5, more: #","hidden":true"#)
    try studio.attachArchive("more.zip", ["a.txt"])
    try studio.attachArchive("bad.zip", ["/a.txt"])
    let planned = try studio.pull("--dry-run", "--json", "--to", "in")
    let first = try studio.pull("--json", "--to", "in")
    try studio.shop.repository.write("in/changed.txt", "by me")
    try FileManager.default.removeItem(atPath: studio.shop.path + "/in/deleted.txt")
    studio.detach(1)
    studio.detach(0)
    studio.attach("swapped.txt", "/f/6", size: 6)
    let second = try studio.pull("--json", "--to", "in", "--prune")
    try expect(
      [planned, first, second].map { try JSONValue(parsing: $0.text) }, toHave: Self.pullData)
  }
}
