import Foundation
import LoraArchive
import LoraIntake
import LoraProcess
import Testing

/// Archives on the way into the data folder.
@Suite struct ArchiveIntakeTests {
  private func zip(_ files: [String: String], in studio: Studio) throws -> String {
    let path = studio.place.path + "/packed-\(UUID().uuidString)"
    let json = String(decoding: try JSONEncoder().encode(files), as: UTF8.self)
    _ = try Command(
      "python3",
      [
        "-c",
        """
        import json, sys, zipfile
        with zipfile.ZipFile(sys.argv[1], "w") as archive:
            for name, text in json.loads(sys.argv[2]).items():
                archive.writestr(name, text)
        """, path, json,
      ], errors: .inherit
    ).run()
    return path
  }

  @Test func anArchiveBecomesAFolder() throws {
    let studio = try Studio()
    try studio.attach("photos.zip", file: zip(["a/1.png": "one", "2.png": "two"], in: studio))
    let outcome = try studio.pull()
    #expect(outcome.names == ["photos"])
    #expect(studio.files == [".lora-data.json", "photos/2.png", "photos/a/1.png"])
    #expect(try studio.read("photos/a/1.png") == Array("one".utf8))
    #expect(outcome.fetched[0].entry?.files?.map(\.path) == ["2.png", "a/1.png"])
    #expect(try studio.pull().kept.map(\.name) == ["photos"])
    try studio.place.write("data/photos/2.png", "changed")
    #expect(try studio.pull().edited.map(\.name) == ["photos"])
  }

  @Test func whatStaysPackedIsSaidWithWhoAttachedIt() throws {
    let studio = try Studio()
    for title in ["a.rar", "b.z01", "c.7z.002", "d.tar.bz2", "e.jsonl.gz", "f.r05", "plain.png"] {
      studio.attach(title, at: "/f/5", size: 5)
    }
    try studio.attach("out.zip", file: zip(["in/inner.zip": "x", "a.txt": "y"], in: studio))
    studio.attach("broken.zip", at: "/f/500", size: 500)
    let planned = try studio.pull { $0.isDryRun = true }
    #expect(planned.unusable.count == 6)
    // Once here, and again when asked another time.
    for _ in 0..<2 {
      let unusable = try studio.pull().unusable
      #expect(
        unusable.map(\.title) == [
          "a.rar", "b.z01", "c.7z.002", "d.tar.bz2", "e.jsonl.gz", "f.r05", "out.zip", "broken.zip",
        ])
      #expect(unusable.allSatisfy { $0.user?.name == "Ada" })
      #expect(unusable[0].reason.contains("RAR") && unusable[6].reason.contains("in/inner.zip"))
    }
  }

  @Test(arguments: ["tar", "tar.xz", "txz", "tar.gz"]) func tarsAreUnpacked(ending: String) throws {
    let studio = try Studio()
    try studio.place.write("in/1.png", "one")
    let path = studio.place.path + "/packed.\(ending)"
    _ = try Command("tar", ["-caf", path, "-C", studio.place.path + "/in", "1.png"]).run()
    try studio.attach("photos.\(ending)", file: path)
    let outcome = try studio.pull()
    #expect(outcome.names == ["photos"] && outcome.unusable.isEmpty)
    #expect(try studio.read("photos/1.png") == Array("one".utf8))
  }

  @Test func itStaysPackedWhenAsked() throws {
    let studio = try Studio()
    try studio.attach("photos.zip", file: zip(["1.png": "one"], in: studio))
    #expect(try studio.pull { $0.unpacks = false }.names == ["photos.zip"])
    #expect(studio.files == [".lora-data.json", "photos.zip"])
  }

  @Test func aBadOneLeavesNothingAndStopsNobody() throws {
    let studio = try Studio()
    try studio.attach("evil.zip", file: zip(["ok.txt": "1", "../evil.txt": "2"], in: studio))
    studio.attach("page.zip", at: "/f/500", size: 500)
    studio.attach("good.txt", at: "/f/5", size: 5)
    let outcome = try studio.pull()
    #expect(outcome.names == ["good.txt"])
    #expect(outcome.failed.map(\.error.kind) == [.badData, .badData])
    #expect(outcome.failed[0].error.description.contains("leads out"))
    #expect(studio.files == [".lora-data.json", "good.txt"])
    #expect(!FileManager.default.fileExists(atPath: studio.place.path + "/evil.txt"))
  }

  @Test func aFolderOfAFilesNameGetsAnother() throws {
    let studio = try Studio()
    studio.attach("photos", at: "/f/5", size: 5, id: "1")
    let path = try zip(["1.png": "one"], in: studio)
    try studio.attach("photos.zip", file: path)
    #expect(try studio.pull().names == ["photos", "photos-00000002"])
  }

  /// Cut off between the record and the name: the next call completes it.
  @Test func aCallThatWasCutOffIsCompleted() throws {
    let studio = try Studio()
    try studio.attach("photos.zip", file: zip(["1.png": "one"], in: studio))
    studio.attach("a.txt", at: "/f/5", size: 5)
    _ = try studio.pull()
    let staging = studio.folder + "/.lora-incoming"
    let files = FileManager.default
    try files.createDirectory(atPath: staging, withIntermediateDirectories: true)
    for (id, name, ending) in [
      ("00000001-aaaa-bbbb.png", "photos", "unpacked"), ("00000002-aaaa-bbbb.png", "a.txt", "part"),
    ] {
      try files.moveItem(
        atPath: "\(studio.folder)/\(name)", toPath: "\(staging)/\(key(id)).\(ending)")
    }
    try studio.place.write("data/.lora-incoming/\(key("x")).unpacking/half", "")
    let outcome = try studio.pull()
    #expect(outcome.kept.map(\.name) == ["photos", "a.txt"] && outcome.missing.isEmpty)
    #expect(studio.files == [".lora-data.json", "a.txt", "photos/1.png"])
    #expect(try studio.server.asked().count == 2)
  }

  private func key(_ id: String) -> String {
    let output = try? Command("sha256sum", [], input: .bytes(Array(id.utf8))).run()
    return String(output?.text.prefix(32) ?? "")
  }
}
