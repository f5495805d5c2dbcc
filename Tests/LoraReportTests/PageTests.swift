import Foundation
import LoraDigest
import LoraExperiment
import LoraReport
import Testing

struct PageTests {
  @Test func theSameRunsGiveTheSamePage() {
    let runs = SampleRuns.runs(2, points: 50)
    #expect(ReportHTML.page(runs: runs) == ReportHTML.page(runs: runs))
  }

  @Test func noRunAtAllIsAPageToo() {
    let page = ReportHTML.page(runs: [])
    #expect(page.contains("<h1>No runs</h1>"))
    #expect(!page.contains("<section"))
  }

  @Test func aRunWithoutAnythingHasOnlyASummary() {
    let run = ReportRun(title: "runs/empty", commit: "abc", record: SampleRuns.record(0, points: 5))
    let page = ReportHTML.page(runs: [run])
    #expect(page.contains("id=\"summary\""))
    for section in ["curves", "samples", "settings", "weights", "data", "log"] {
      #expect(!page.contains("<section id=\"\(section)\""))
    }
  }

  @Test func nothingIsLoadedFromOutside() {
    let page = ReportHTML.page(runs: SampleRuns.runs(2, points: 50))
    #expect(page.contains("default-src &#39;none&#39;"))
    for name in [" src=", "url(http", "@import", "<link"] { #expect(!page.contains(name)) }
    let addresses = page.components(separatedBy: "http").dropFirst().map { $0.prefix(24) }
    #expect(
      addresses.allSatisfy { $0.hasPrefix("-equiv") || $0.hasPrefix("://www.w3.org/2000/svg") })
  }

  /// The browser tests show that the browser agrees; this one names the culprit sooner.
  @Test func thePolicyNamesThisVeryStyleAndScript() throws {
    let page = ReportHTML.page(runs: SampleRuns.runs(1, points: 5))
    for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
      let start = try #require(page.range(of: open)).upperBound
      let end = try #require(page.range(of: close, range: start..<page.endIndex)).lowerBound
      let hex = Digest.of(String(page[start..<end])).hex
      let bytes = stride(from: 0, to: 64, by: 2).compactMap {
        UInt8(hex.dropFirst($0).prefix(2), radix: 16)
      }
      #expect(page.contains("sha256-" + Data(bytes).base64EncodedString()))
    }
  }

  @Test func hostileTextMakesNoElement() {
    let page = ReportHTML.page(runs: HostileRuns.runs)
    #expect(page.components(separatedBy: "<script").count == 3)
    #expect(page.components(separatedBy: "</script").count == 3)
    for opening in ["<img", "<iframe", "<!--", "<a href=\"https", "<link", "<b>", "<svg onload"] {
      #expect(!page.contains(opening), "\(opening)")
    }
    let acting = page.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A, 0x20...0x7E: false
      case 0x00...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
    #expect(acting.isEmpty)
  }

  @Test func theDataIsJSONWithTheLosses() throws {
    let run = SampleRuns.run(0, points: 500)
    let json = try curves([run])
    #expect(json.axes.map(\.key) == ["step", "epoch", "samples", "time"])
    let training = try #require(json.runs.first).training
    #expect(training.x["step"]?.linear == [1, 1])
    #expect(training.x["samples"]?.linear == [4, 4])
    #expect(training.loss.n == 500)
    let bytes = try #require(Data(base64Encoded: training.loss.f32 ?? ""))
    let losses = stride(from: 0, to: bytes.count, by: 4).map { place in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) })
    }
    #expect(losses == run.metrics.map(\.loss))
  }

  /// Warm-up and decline are two lines; a cosine needs more but far fewer than its points.
  @Test func aScheduleTravelsAsAFewKnots() throws {
    var run = SampleRuns.run(0, points: 20_000)
    for index in run.metrics.indices {
      let part = Float(index) / 20_000
      run.metrics[index].learningRate = index < 500 ? 1e-4 * Float(index) / 500 : 1e-4 * (1 - part)
    }
    let linear = try #require(try curves([run]).runs[0].training.rate?.knots)
    #expect(linear.count / 2 <= 4)
    for index in run.metrics.indices {
      run.metrics[index].learningRate = Float(1e-4 * (1 + cos(Double(index) / 20_000 * .pi)))
    }
    let cosine = try #require(try curves([run]).runs[0].training.rate?.knots)
    #expect(cosine.count / 2 < 20_000 / 16)
    for pair in stride(from: 0, to: cosine.count - 3, by: 2) {
      let (from, to) = (Int(cosine[pair]), Int(cosine[pair + 2]))
      for index in from...to {
        let part = Double(index - from) / Double(to - from)
        let value = cosine[pair + 1] + (cosine[pair + 3] - cosine[pair + 1]) * part
        let wanted = Double(run.metrics[index].learningRate ?? 0)
        #expect(abs(value - wanted) < 2e-4 * 1e-5)
      }
    }
  }

  @Test func onlyRowsThatDifferAreMarked() {
    let page = ReportHTML.page(runs: SampleRuns.runs(3, points: 20))
    #expect(page.components(separatedBy: "<tr class=\"differs\"><th scope=\"row\">").count == 5)
    #expect(page.contains("3 of 13 settings differ"))
    #expect(page.contains("data/tea/extra.jsonl<span class=\"differs-sign\""))
    let one = ReportHTML.page(runs: SampleRuns.runs(1, points: 20))
    #expect(!one.contains("class=\"differs\""))
  }

  @Test func onlyTheLowestFinalLossIsTagged() {
    var runs = SampleRuns.runs(3, points: 5)
    #expect(ReportHTML.page(runs: runs).components(separatedBy: ">lowest<").count == 2)
    for index in runs.indices { runs[index].record.totals.finalLoss = nil }
    #expect(!ReportHTML.page(runs: runs).contains(">lowest<"))
  }

  @Test func aSettingThatOneRunLacksIsNotSet() {
    var runs = SampleRuns.runs(2, points: 5)
    runs[1].settings.removeAll { $0.key == "seed" }
    #expect(ReportHTML.page(runs: runs).contains("not set"))
  }

  @Test func samplesStandByName() throws {
    var runs = SampleRuns.runs(2, points: 5)
    runs[1].samples.remove(at: 0)
    let page = ReportHTML.page(runs: runs)
    #expect(page.components(separatedBy: "<h3>tea-1.txt</h3>").count == 2)
    #expect(page.contains("This run has no sample of that name."))
  }

  @Test func theHeatMapNamesLayersAndModules() {
    let page = ReportHTML.page(runs: SampleRuns.runs(1, points: 5))
    #expect(page.contains("<abbr title=\"self_attn.q_proj\">q</abbr>"))
    #expect(page.contains("<th scope=\"row\">11</th>"))
    #expect(page.contains("<th scope=\"row\">other</th>"))
    #expect(page.contains("class=\"heat-8\""))
  }

  @Test(arguments: [
    ([1.74, 0.9, 0.004] as [Float], ["1.74", "0.90", "0.00"]),
    ([0.02, 0.00049], ["0.0200", "0.0005"]),
    ([1234, 5.5], ["1234", "6"]), ([3e-9, 1.3e-9], ["3e-9", "1.3e-9"]),
  ])
  func numbersInATableHaveEqualDecimals(norms: [Float], texts: [String]) {
    var run = SampleRuns.run(0, points: 5)
    run.moduleNorms = norms.enumerated().map {
      ModuleNorm(layer: $0.offset, module: "q", norm: $0.element)
    }
    let page = ReportHTML.page(runs: [run])
    for text in texts { #expect(page.contains("\">\(text)</td>"), "\(text)") }
  }

  @Test func lossesBelowEachOtherKeepTheirZeros() {
    var run = SampleRuns.run(0, points: 5)
    run.record.totals.finalLoss = 2.25
    #expect(ReportHTML.page(runs: [run]).contains("2.250"))
  }

  @Test func equalDataIsShownOnce() {
    let page = ReportHTML.page(runs: SampleRuns.runs(2, points: 5))
    #expect(page.components(separatedBy: "<table class=\"manifest\">").count == 2)
  }

  private func curves(_ runs: [ReportRun]) throws -> Curves {
    let page = ReportHTML.page(runs: runs)
    let start = try #require(page.range(of: "id=\"curve-data\">")).upperBound
    let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)).lowerBound
    return try JSONDecoder().decode(Curves.self, from: Data(page[start..<end].utf8))
  }

  private struct Curves: Decodable {
    struct Axis: Decodable { let key: String }
    struct Column: Decodable {
      let n: Int
      let linear: [Double]?
      let knots: [Double]?
      let f32: String?
    }
    struct Training: Decodable {
      let x: [String: Column]
      let loss: Column
      let rate: Column?
    }
    struct Run: Decodable { let training: Training }
    let axes: [Axis]
    let runs: [Run]
  }
}

struct VisibleTextTests {
  @Test(arguments: [
    ("plain ü 茶 👩‍👩‍👧", "plain ü 茶 👩‍👩‍👧"), ("tab\tand\nline", "tab\tand\nline"),
    ("\u{1B}[0m", "␛[0m"), ("a\u{0}b\u{7F}", "a␀b␡"), ("a\r\nb\rc", "a\nb␍c"),
    ("x\u{202E}y", "x⟨U+202E⟩y"),
    ("\u{9B}31m", "⟨U+009B⟩31m"), ("\u{2028}", "⟨U+2028⟩"), ("\u{E0041}", "⟨U+E0041⟩"),
  ])
  func showsWhatWouldAct(text: String, shown: String) {
    #expect(VisibleText.of(text) == shown)
  }

  @Test func aLineStaysOne() {
    #expect(VisibleText.line("a\r\nb\tc") == "a␊b␉c")
  }
}
