import Foundation
import LoraProcess
import TestSupport
import Testing

/// `git lora fsck`: what is whole, and what is wrong with the rest.
@Suite struct FsckTests {
  /// Puts a damaged file in the object's place: git-lfs may have shared its inode with the remote.
  private func damage(_ path: String) throws {
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    bytes[bytes.count - 1] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  @Test func wholeRunsPass() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    try team.train(weight: 202)
    let checked = try team.lora("fsck")
    #expect(checked.status == .exited(0), "\(checked.text)")
    #expect(checked.text.contains("2 runs checked: all whole"))
  }

  @Test func aDamagedObjectIsFoundAndTheWayOutWorks() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    _ = try team.lora("push")
    let object = try team.adapter(of: run)
    try team.dropSecondNames()
    try damage(object)
    let checked = try team.lora("fsck")
    #expect(checked.status == .exited(65))
    let line = checked.text
    #expect(line.contains("runs/tea (\(run.prefix(7))): output/tea/adapter_model.safetensors:"))
    #expect(line.contains("damaged"))
    #expect(line.contains("rm '\(object)'"))
    #expect(line.contains("git lora fetch runs/tea"))
    try FileManager.default.removeItem(atPath: object)
    #expect(try team.lora("fetch", "runs/tea").status == .exited(0))
    #expect(try team.lora("fsck").status == .exited(0))
  }

  @Test func aDamagedObjectIsReplacedByItsSecondName() throws {
    let team = try SharedWorkshop()
    try damage(try team.adapter(of: try team.train(weight: 201)))
    #expect(try team.lora("fsck").status == .exited(0))
    #expect(try team.shop.git("lfs", "fsck", "runs/tea").text.contains("OK"))
  }

  @Test func aMissingObjectMustBeAtARemote() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    let object = try team.adapter(of: run)
    try team.dropSecondNames()
    let aside = try Data(contentsOf: URL(fileURLWithPath: object))
    try FileManager.default.removeItem(atPath: object)
    let alone = try team.lora("fsck", "--json")
    #expect(alone.status == .exited(65))
    #expect(alone.text.contains("not on this machine, and at no remote"))
    try aside.write(to: URL(fileURLWithPath: object))
    _ = try team.lora("push")
    try FileManager.default.removeItem(atPath: object)
    let fetchable = try team.lora("fsck")
    #expect(fetchable.status == .exited(0), "\(fetchable.text)")
    #expect(fetchable.errorText.contains("not on this machine: 1 LFS object"))
    #expect(try team.lora("fsck", "--remote").status == .exited(0))
    #expect(FileManager.default.fileExists(atPath: object))
    try FileManager.default.removeItem(atPath: object)
    try FileManager.default.removeItem(atPath: team.remote + "/lfs")
    #expect(try team.lora("fsck").status == .exited(0))
    #expect(try team.lora("fsck", "--remote").status == .exited(65))
  }

  @Test(arguments: [
    ("output/tea/config.yaml", "seed: 1\n", "its SHA-256 is not the one that run.json has"),
    ("output/tea/run.json", "{", "cannot understand run.json: it is no valid JSON;"),
    ("output/tea/run.json", "[]", "cannot understand run.json: it is no JSON object;"),
    ("output/tea/run.json", "{\"format\": \"a\"}", "run.json: 'format' has the wrong type;"),
    ("output/tea/run.json", "{\"format\": 1}", "run.json: the key 'id' is missing;"),
    ("output/tea/run.json", "{\"format\": 99}", "format 99"),
    ("output/tea/metrics.jsonl", "{\n", "cannot understand metrics.jsonl"),
    ("output/tea/more.txt", "more\n", "run.json does not list it"),
    ("output/tea/adapter_model.safetensors", "weights\n", "its pointer is not the one of run.json"),
  ])
  func aForgedFileIsFound(path: String, text: String, cause: String) throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    try team.forge(path, text)
    let checked = try team.lora("fsck")
    #expect(checked.status == .exited(65))
    #expect(checked.text.contains(path))
    #expect(checked.text.contains(cause), "\(checked.text)")
    #expect(try team.lora("fsck", "runs/tea").status == .exited(65))
  }

  @Test(arguments: [
    ("Lora-Loss: 2.5", "Lora-Loss: 0.1", "the trailer Lora-Loss says 0.1, run.json 2.5"),
    ("Lora-State: completed", "Lora-State: perfect", "its trailers cannot be understood"),
  ])
  func forgedTrailersAreFound(old: String, new: String, cause: String) throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    try team.forge { $0.replacing(old, with: new) }
    let checked = try team.lora("fsck")
    #expect(checked.status == .exited(65))
    #expect(checked.text.contains(cause), "\(checked.text)")
  }

  @Test func aDamagedBlobIsFound() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    let blob = try team.shop.git("rev-parse", "runs/tea:output/tea/data.json").line
    let path = "\(team.shop.path)/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try Data("rubbish".utf8).write(to: URL(fileURLWithPath: path))
    let checked = try team.lora("fsck")
    #expect(checked.status == .exited(65))
    #expect(checked.text.contains("output/tea/data.json"))
  }

  /// The file of a loose object.
  private func file(of object: String, in team: SharedWorkshop) -> String {
    "\(team.shop.path)/.git/objects/\(object.prefix(2))/\(object.dropFirst(2))"
  }

  private func lines(_ output: Output) -> [Substring] { output.text.split(separator: "\n") }

  @Test(arguments: [0, 1], [true, false])
  func aLostCommitConcernsItsBranchAlone(place: Int, isGone: Bool) throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    try team.train(weight: 202)
    #expect(try team.lora("run", "tea", "--name", "other", weight: 203).status == .exited(0))
    let name = place == 0 ? "runs/tea" : "runs/tea~\(place)"
    let lost = try team.shop.git("rev-parse", name).line
    try FileManager.default.removeItem(atPath: file(of: lost, in: team))
    if !isGone { try Data("x".utf8).write(to: URL(fileURLWithPath: file(of: lost, in: team))) }
    let checked = try team.lora("fsck")
    #expect(checked.status == .exited(65), "\(checked.errorText)")
    let cause = "the commit \(lost) is \(isGone ? "missing" : "damaged")"
    #expect(lines(checked).count == 2, "\(checked.text)")
    #expect(lines(checked).first?.hasPrefix("\(name) (\(lost.prefix(7))): \(cause)") == true)
    #expect(lines(checked).last == "\(place + 1) run\(place == 0 ? "" : "s") checked: 1 problem")
    let log = try team.lora("log", "--columns", "run", "--csv")
    #expect(log.status == .exited(0))
    #expect(log.text == "run\nruns/other\n" + (place == 0 ? "" : "runs/tea\n"))
    #expect(log.errorText.contains("warning: runs/tea (\(lost.prefix(7))): \(cause)"))
    #expect(try team.lora("best", "--name").line.hasPrefix("runs/"))
    #expect(try team.lora("show").status == .exited(0))
    #expect(try team.lora("run", "tea", "--name", "other", weight: 204).status == .exited(0))
  }

  @Test func aRunThatIsNotUnderstoodHidesNoOther() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    try team.train(weight: 202)
    try team.forge(parent: "runs/tea~1") {
      $0.replacing("Lora-State: completed", with: "Lora-State: odd")
    }
    let log = try team.lora("log", "--columns", "run", "--csv")
    #expect(log.text == "run\nruns/tea~1\n")
    #expect(log.errorText.contains("warning: runs/tea ("), "\(log.errorText)")
    #expect(log.errorText.contains("its trailers cannot be understood"))
    let checked = try team.lora("fsck")
    #expect(checked.status == .exited(65))
    #expect(lines(checked).last == "1 run checked: 1 problem")
  }

  @Test(arguments: ["data.json", "metrics.jsonl", "run.json", "log.txt"])
  func aMissingBlobIsToldOnceAndInWords(name: String) throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    let blob = try team.shop.git("rev-parse", "runs/tea:output/tea/\(name)").line
    try FileManager.default.removeItem(atPath: file(of: blob, in: team))
    let checked = try team.lora("fsck")
    #expect(checked.status == .exited(65))
    #expect(lines(checked).count == 2, "\(checked.text)")
    #expect(
      checked.text.contains(
        "output/tea/\(name): the Git blob \(blob) is missing; way out: git fsck"))
  }
}
