import Foundation
import LoraProcess
import TestSupport
import Testing

/// What Git's users take for granted: revisions and ranges, dates, near misses, pagers, colours, and
/// words when the output cannot be written.
@Suite struct GitMannersTests {
  let shop: Workshop

  /// Three runs of one config.
  init() throws {
    shop = try Workshop()
    for rank in 1...3 {
      let run = try shop.lora("run", "tea", "-q", "-s", "lora_rank=\(rank)")
      #expect(run.status == .exited(0), "\(run.errorText)")
    }
  }

  private func names(_ words: String...) throws -> [String] {
    let output = try Workshop.lora(["log", "--csv", "--columns", "run"] + words, in: shop.path)
    #expect(output.status == .exited(0), "\(words): \(output.errorText)")
    return output.text.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test func logTakesWhatGitLogTakes() throws {
    let all = ["runs/tea", "runs/tea~1", "runs/tea~2"]
    for words in [["-1"], ["-n1"], ["-n", "1"], ["--max-count=1"]] {
      #expect(
        try Workshop.lora(["log", "--oneline"] + words, in: shop.path).text.split(separator: "\n")
          .count == 1)
    }
    #expect(try names("--all", "nonsense") == all)
    #expect(try names("runs/tea~1") == ["runs/tea~1", "runs/tea~2"])
    #expect(try names("tea~2..tea") == ["runs/tea", "runs/tea~1"])
    #expect(try names("tea...tea~1") == ["runs/tea"])
    #expect(try names("main..tea") == all)
    #expect(
      try names(try shop.git("rev-parse", "runs/tea~1").line) == ["runs/tea~1", "runs/tea~2"])
    // The runs are of January 2026.
    #expect(try names("--since", "2026-01-02") == all)
    #expect(try names("--since", "yesterday") == [])
    #expect(try names("--until", "2 days ago") == all)
    #expect(try names("--until", "2026-01-01") == [])
  }

  @Test(arguments: [
    (["lgo"], "did you mean git lora log?"),
    (["task", "shwo"], "did you mean git lora task show?"),
    (["log", "--staet", "failed"], "did you mean '--state'?"),
    (["run", "te"], "did you mean tea?"),
    (["run", "tea", "--trainer", "shel"], "did you mean shell?"),
    (["show", "tee"], "did you mean tea?"),
    (["log", "tee"], "did you mean tea?"), (["log", "--sort", "los"], "did you mean loss?"),
  ])
  func nearMissesAreProposed(words: [String], hint: String) throws {
    let output = try Workshop.lora(words, in: shop.path)
    #expect([.exited(64), .exited(78)].contains(output.status))
    #expect(output.text.isEmpty && output.errorText.contains("error: "), "\(output.errorText)")
    #expect(
      output.errorText.contains("  hint: ") && output.errorText.contains(hint),
      "\(output.errorText)")
  }

  @Test func outputThatCannotBeWrittenIsAnError() throws {
    for words in ["log", "show --no-task", "log --json", "best", "diff"] {
      let output = try shell("git lora \(words) > /dev/full")
      #expect(output.status == .exited(74), "\(words)")
      #expect(
        output.errorText.contains("cannot write the output: No space left"), "\(output.errorText)")
    }
    let left = try shell("git lora log | true")
    #expect(left.status == .exited(0) && left.errorText.isEmpty)
  }

  /// A closed standard stream's number must not become that of a file.
  @Test func closedStreamsAreNobodysFile() throws {
    #expect(try shell("git-lora log >&- 2>&- <&-").status == .exited(0))
    #expect(try shop.git("fsck", "--strict").status == .exited(0))
  }

  @Test func aPagerIsTakenAsGitTakesIt() throws {
    func paged(_ words: String) throws -> Bool { try terminal(words).contains("PAGED") }
    let pager = "sed s/^/PAGED/"
    #expect(try paged("GIT_PAGER='\(pager)' git lora log"))
    #expect(try paged("git -c core.pager='\(pager)' lora show --no-task"))
    #expect(try paged("git -c pager.lora='\(pager)' lora diff --stat"))
    #expect(try paged("git-lora log") == false)
    #expect(try paged("GIT_PAGER='\(pager)' git --no-pager lora log") == false)
    #expect(try paged("git -c core.pager='\(pager)' -c pager.lora=false lora log") == false)
    #expect(try paged("GIT_PAGER='\(pager)' git lora log --json") == false)
    #expect(try !shell("GIT_PAGER='\(pager)' git lora log").text.contains("PAGED"))
  }

  @Test func coloursFollowGitsSettings() throws {
    func coloured(_ words: String) throws -> Bool { try terminal(words).contains("\u{1B}[1m") }
    #expect(try coloured("git --no-pager lora log"))
    #expect(try coloured("git --no-pager -c color.ui=false lora log") == false)
    #expect(try coloured("git --no-pager -c color.ui=false -c color.lora=auto lora log"))
    #expect(try coloured("NO_COLOR=1 git --no-pager lora log") == false)
    #expect(try coloured("TERM=dumb git --no-pager lora log") == false)
    #expect(try shell("git -c color.ui=always lora log").text.contains("\u{1B}[1m"))
    #expect(try !shell("git lora log").text.contains("\u{1B}"))
  }

  @Test func aNarrowTerminalLosesColumnsAndNotTheirEnds() throws {
    let narrow = try terminal("stty cols 40; git --no-pager lora log")
    let lines = narrow.split(whereSeparator: \.isNewline)
    #expect(
      lines.count == 4 && lines[1].contains("completed") && !narrow.contains("CHANGED"), "\(narrow)"
    )
  }

  @Test func completionKnowsWhatIsHere() throws {
    func proposed(_ words: String...) throws -> [String] {
      try Command(
        "git-lora", ["---completion"] + words, environment: Workshop.environment, folder: shop.path
      ).run().text.split(separator: "\n").map(String.init)
    }
    #expect(try proposed("show", "--", "revision", "0", "0", "") == ["tea"])
    #expect(try proposed("run", "--", "config", "0", "0", "t") == ["tea"])
    #expect(try proposed("run", "--", "--trainer", "0", "0", "") == ["lora-train", "shell"])
  }

  private func shell(_ line: String) throws -> Output {
    try Command("sh", ["-c", line], environment: Workshop.environment, folder: shop.path).run()
  }

  /// Runs the line on a terminal of its own, and answers what appears there.
  private func terminal(_ line: String) throws -> String {
    var variables = Workshop.environment
    for name in ["NO_COLOR", "COLUMNS", "GIT_PAGER", "PAGER", "LESS"] { variables[name] = nil }
    variables["TERM"] = "xterm"
    return try Command(
      "script", ["-qec", line, "/dev/null"], environment: variables, folder: shop.path,
      ownGroup: true, timeLimit: 60
    ).run().text
  }
}
