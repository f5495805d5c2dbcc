import Foundation
import LoraJSON
import LoraProcess
import LoraWeights
import TestSupport
import Testing

/// `log`, `best`, `compare`, `diff` and `report` over four runs of one config, a day apart:
///
/// | run | day | seed | loss | validation | |
/// |---|---|---|---|---|---|
/// | `tea~3` | 1 | 3 | 3.25 | 0.3 | |
/// | `tea~2` | 2 | 1 | 1.25 | 0.1 | |
/// | `tea~1` | 3 | 9 | none | none | failed |
/// | `tea` | 4 | 2 | 2.25 | 0.2 | |
@Suite struct ListingCommandTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop(trainer: Self.trainer)
    try shop.repository.write(
      ".lorarc", Workshop.settings + "  failing:\n    command: sh -c 'exit 3' {config}\n")
    for (day, seed) in [(1, 3), (2, 1), (3, 9), (4, 2)] {
      let words = seed == 9 ? ["--trainer", "failing"] : []
      let run = try Workshop.lora(
        ["run", "tea", "-s", "seed=\(seed)"] + words, in: shop.path,
        variables: ["GIT_COMMITTER_DATE": "2026-03-0\(day)T12:00:00Z"])
      #expect(run.status == .exited(seed == 9 ? 1 : 0), "\(run.errorText)")
    }
  }

  private static let trainer = """
    seed=$(sed -n 's/^seed: //p' "$1")

    """ + Workshop.trainer.replacing("step 2 1.25", with: "step 2 $seed.25") + """
      printf '{"v":1,"seq":3,"time":"t","type":"eval","step":2,"loss":0.%s}\\n' $seed >> "$GIT_LORA_EVENTS"

      """

  @Test(arguments: [
    ["--state", "running"], ["--since", "tomorow"], ["--config", "colour=red"],
    ["--loss", "small"], ["--sort", "name"], ["--columns", "run,colour"],
  ])
  func whatIsNotUnderstoodIsSaid(words: [String]) throws {
    let output = try Workshop.lora(["log"] + words, in: shop.path)
    #expect(output.status == .exited(64))
    #expect(output.errorText.contains("hint: "), "\(output.errorText)")
  }

  @Test(arguments: ["runs/nope", "nope", "tea~9", "main", "ma\u{1B}in"])
  func aBranchThatIsNotHereIsSaid(word: String) throws {
    let output = try shop.lora("log", "tea", word)
    #expect(output.status == .exited(64))
    #expect(output.errorText.contains("there is no run branch"), "\(output.errorText)")
    #expect(output.text.isEmpty && !output.errorText.contains("\u{1B}"))
  }

  @Test func columnsAndCSV() throws {
    let csv = try shop.lora(
      "log", "-n", "2", "--csv", "--columns",
      "run,state,when,steps,loss,best,eval,seed,trainer,config,changed")
    #expect(
      csv.text == """
        run,state,when,steps,loss,best,eval,seed,trainer,config,changed
        runs/tea,completed,2026-03-04T12:00:00Z,2,2.25,2.25,0.2,2,shell,configs/tea.yaml,seed 9 → 2
        runs/tea~1,failed,2026-03-03T12:00:00Z,0,,,,9,failing,configs/tea.yaml,seed 1 → 9

        """)
    let table = try shop.lora("log", "--columns", "run,loss", "-n", "1").text
    #expect(table.split(separator: "\n").map { $0.split(separator: " ") }[0] == ["RUN", "LOSS"])
    #expect(table.contains("2.5000 → 2.2500"))
    #expect(!table.contains("completed"))
  }

  @Test func theBestRun() throws {
    #expect(try shop.lora("best").text.contains("runs/tea~2  "))
    #expect(try shop.lora("best", "--name").line == "runs/tea~2")
    #expect(try shop.lora("best", "--by", "eval", "--name").line == "runs/tea~2")
    let none = try shop.lora("best", "runs/other")
    #expect(none.status == .exited(64))
    #expect(none.errorText.contains("there is no run branch or run 'runs/other' here"))
    #expect(try shop.lora("best", "--by", "beauty").status == .exited(64))
  }

  @Test func seedsAreComparedAsMeanAndSpread() throws {
    let compared = try shop.lora("compare", "tea~3", "tea~2", "tea")
    #expect(compared.status == .exited(0), "\(compared.errorText)")
    #expect(
      compared.text.contains("3 seeds of one config: final training loss 2.2500 ± 1"),
      "\(compared.text)")
    let words = compared.text.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(words.contains(["seed", "3", "1", "2"]))
    #expect(!words.contains { $0.first == "lora_rank" })
    #expect(try shop.lora("compare", "tea").status == .exited(64))
  }

  private func sides(_ words: String...) throws -> [String?] {
    let output = try Workshop.lora(["diff", "--json"] + words, in: shop.path)
    let answer = try JSONValue(parsing: output.text)
    return [answer["a"]?["commit"]?.string, answer["b"]?["commit"]?.string]
  }

  private func commits(_ runs: String...) throws -> [String?] {
    try runs.map { try shop.git("rev-parse", "runs/\($0)").line }
  }

  @Test func thePartnerIsTheNearestEarlierRunWithAnAdapter() throws {
    #expect(try sides() == commits("tea~2", "tea"))
    #expect(try sides("--branch", "runs/tea") == commits("tea~2", "tea"))
    #expect(try sides("--failed") == commits("tea~1", "tea"))
    #expect(try sides("tea~2") == commits("tea~3", "tea~2"))
    #expect(try sides("tea", "tea~3") == commits("tea", "tea~3"))
    let first = try shop.lora("diff", "tea~3")
    #expect(first.status == .exited(64))
    #expect(first.errorText.contains("no earlier run with an adapter"))
  }

  @Test func aDiffSaysWhichRunsAndWhat() throws {
    let page = try shop.lora("diff", "--stat")
    #expect(page.errorText.contains("the newest of runs/tea"))
    #expect(page.text.contains("seed"))
    #expect(page.text.contains("final training loss"))
    #expect(page.text.contains("data: the same 1 file"))
    let config = try shop.lora("diff", "--only", "config").text
    #expect(config.contains("seed") && !config.contains("final training loss"))
    #expect(try shop.lora("diff", "--only", "taste").status == .exited(64))
    #expect(try shop.lora("diff", "--x", "miles").status == .exited(64))
  }

  @Test func aReportReplacesNothingUnlessTold() throws {
    let written = try shop.lora("report", "tea", "tea~2", "-o", "page.html")
    #expect(written.status == .exited(0), "\(written.errorText)")
    #expect(written.line == "page.html")
    let page = try shop.repository.read("page.html")
    #expect(String(decoding: page, as: UTF8.self).lowercased().hasPrefix("<!doctype html>"))
    try shop.repository.write("page.html", "mine")
    #expect(try shop.lora("report", "tea", "-o", "page.html").status == .exited(75))
    #expect(try shop.repository.read("page.html") == Array("mine".utf8))
    #expect(try shop.lora("report", "tea", "-o", "page.html", "--force").status == .exited(0))
    #expect(try shop.repository.read("page.html").count > 1000)
    #expect(try shop.lora("report", "tea", "--png", "curves.png").status == .exited(0))
    let png = try shop.repository.read("curves.png")
    #expect(png.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
  }

  @Test func plainGitReadsTheTrailers() throws {
    let format = "--format=%(trailers:key=Lora-Loss)%(trailers:key=Lora-State,valueonly)"
    #expect(
      try shop.git("log", "--first-parent", "-2", format, "runs/tea").text
        == "Lora-Loss: 2.25\ncompleted\n\nfailed\n\n")
  }
}
