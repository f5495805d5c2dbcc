import Foundation
import LoraProcess
import TestSupport
import Testing

private let composed = "caf\u{E9}"
private let decomposed = "cafe\u{301}"
private let both = [composed, decomposed]

/// `git lora` among names that are equal to Swift and not to Git, names that are no text, and
/// configs that are symbolic links.
@Suite struct NameTests {
  private let shop: Workshop

  init() throws { shop = try Workshop() }

  /// Writes without a library between that could change the name.
  private func write(_ path: String, _ text: String) throws {
    _ = try TemporaryRepository.shell(
      "printf '%s' \"$TEXT\" > \"$NAME\"", in: shop.path, variables: ["NAME": path, "TEXT": text])
  }

  private func shell(_ line: String) throws -> String {
    try TemporaryRepository.shell(line, in: shop.path).text
  }

  private func config(_ name: String) -> String {
    Workshop.config.replacing("./output/tea", with: "./output/\(name)")
  }

  @Test(arguments: both) func validateChecksEachOfTheConfigs(broken: String) throws {
    for name in both {
      try write(
        "configs/\(name).yaml",
        name.utf8.elementsEqual(broken.utf8) ? "lora_rank: -5\n" : config(name))
    }
    let all = try shop.lora("validate")
    #expect(all.status == .exited(78), "\(all.errorText)")
    for name in both {
      let one = try shop.lora("validate", "configs/\(name).yaml")
      #expect(one.status == .exited(name.utf8.elementsEqual(broken.utf8) ? 78 : 0))
    }
  }

  @Test func bothConfigsRunToBranchesOfTheirOwnAndArePushed() throws {
    let remote = shop.repository.folder.path + "/remote.git"
    try shop.git("init", "-q", "--bare", "-b", "main", remote)
    try shop.git("remote", "add", "origin", "file://" + remote)
    for name in both {
      try write("configs/\(name).yaml", config(name))
      let run = try shop.lora("run", "configs/\(name).yaml")
      #expect(run.status == .exited(0), "\(run.errorText)")
    }
    let tips = try both.map { try shop.git("rev-parse", "refs/heads/runs/\($0)").line }
    #expect(Set(tips).count == 2)
    let push = try shop.lora("push")
    #expect(push.status == .exited(0), "\(push.errorText)")
    #expect(
      try both.map { try shop.git("rev-parse", "refs/heads/runs/\($0)", in: remote).line }
        == tips)
    let again = try shop.lora("push", "origin", decomposed)
    #expect(again.status == .exited(0), "\(again.errorText)")
  }

  @Test func bothDataFilesAreRecordedAndCompared() throws {
    for name in both { try write("data/\(name).jsonl", "{\"text\":\"\(name.utf8.count)\"}\n") }
    #expect(try shop.lora("run", "tea").status == .exited(0))
    try write("data/\(composed).jsonl", "{\"text\":\"changed\"}\n")
    #expect(try shop.lora("run", "tea").status == .exited(0))
    let data = try shop.git("show", "runs/tea:output/tea/data.json").text
    #expect(data.split(separator: "\n").count { $0.contains("\"path\"") } == 3)
    let difference = try shop.lora("diff", "runs/tea~1", "runs/tea", "--only", "data", "--json")
    let shape = try JSONDecoder().decode(DataAnswer.self, from: Data(difference.output))
    #expect(
      shape.data.changed.map { Array($0.utf8) } == [Array("data/\(composed).jsonl".utf8)])
    #expect(shape.data.added.isEmpty && shape.data.removed.isEmpty)
  }

  private struct DataAnswer: Decodable {
    struct Difference: Decodable { let added, removed, changed: [String] }
    let data: Difference
  }

  @Test func aDataFileWhoseNameIsNoTextIsRefused() throws {
    _ = try shell(#"printf x > "data/$(printf 'caf\351').txt""#)
    let run = try shop.lora("run", "tea")
    #expect([.exited(65), .exited(78)].contains(run.status))
    #expect(run.errorText.contains(#"caf\xe9.txt"#), "\(run.errorText)")
    #expect(run.errorText.contains("UTF-8"))
  }

  @Test func aConfigWhoseNameIsNoTextIsToldByValidate() throws {
    _ = try shell(#"cp configs/tea.yaml "configs/$(printf 'caf\351').yaml""#)
    let all = try shop.lora("validate")
    #expect(all.status == .exited(78))
    #expect(all.errorText.contains(#"configs/caf\xe9.yaml"#), "\(all.errorText)")
  }

  /// It is left aside like every file that nobody asked to record, and told of.
  @Test func anOutputWhoseNameIsNoTextIsKept() throws {
    let name = #""$GIT_LORA_OUTPUT/$(printf 'caf\351').log""#
    try shop.repository.write("bin/train.sh", Workshop.trainer + "printf kept > \(name)\n")
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    #expect(try shell("cat .git/lora/left/*/*.log") == "kept")
    let record = try shop.git("show", "runs/tea:output/tea/run.json").text
    #expect(record.contains(#"caf\\xe9.log"#))
  }

  @Test func aSourceTreeWithANameThatIsNoTextIsRecorded() throws {
    _ = try shell(#"printf x > "$(printf 'caf\351')""#)
    try shop.git("add", "-A")
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    let names = try shop.git("ls-tree", "-z", "--name-only", "runs/tea").output.split(separator: 0)
    #expect(names.contains([0x63, 0x61, 0x66, 0xE9]))
  }

  @Test func aLinkedConfigIsCheckedAndRunUnderItsOwnName() throws {
    _ = try shell("mkdir shared; mv configs/tea.yaml shared/x; ln -s ../shared/x configs/tea.yaml")
    #expect(try shop.lora("validate").status == .exited(0))
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    #expect(
      try shop.git("show", "runs/tea:output/tea/config.yaml").text == Workshop.config)
    _ = try shell("printf 'lora_rank: -5\\n' > shared/x")
    #expect(try shop.lora("validate", "configs/tea.yaml").status == .exited(78))
    #expect(try shop.lora("validate").status == .exited(78))
  }

  @Test func brokenLinksAreToldAsSuch() throws {
    _ = try shell("ln -s nowhere configs/lost.yaml")
    let all = try shop.lora("validate")
    #expect(all.status == .exited(78))
    #expect(all.errorText.contains("leads nowhere"), "\(all.errorText)")
    _ = try shell("rm .lorarc; ln -s nowhere .lorarc")
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(78))
    #expect(run.errorText.contains("leads nowhere"), "\(run.errorText)")
  }
}
