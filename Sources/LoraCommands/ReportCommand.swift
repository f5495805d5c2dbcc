import ArgumentParser
import LoraReport
import LoraReview
import LoraRunner

/// `git lora report`: one page about some runs, to open, print or send.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write one HTML page, or a picture, about runs.",
    discussion: """
      The page needs no network and loads nothing.

      Examples:
        git lora report runs/cyberpunk
        git lora report runs/cyberpunk runs/cyberpunk~1 -o compare.html
        git lora report runs/cyberpunk --png curves.png
      """)

  @Argument(help: "Runs, by any revision; the newest when left out.", completion: Completions.runs)
  var runs: [String] = []

  @Option(name: .shortAndLong, help: "The page's file.")
  var output: String?

  @Option(name: .long, help: "Write the curves as a PNG instead.")
  var png: String?

  @Flag(name: .shortAndLong, help: "Replace a file that is there.")
  var force = false

  func run() throws {
    let store = try Workplace.here().store
    let lookup = RunLookup(store: store)
    let material = ReportMaterial(store: store) {
      Message.warning("no weights shown: \($0)".printable)
    }
    let names = try runs.isEmpty ? [newest(lookup)] : runs
    let reports = try names.map { name in
      try material.report(try store.run(name), named: name, weights: png == nil)
    }
    if let png {
      try WrittenFile.write(ReportPNG.curves(runs: reports), to: png, force: force)
      return Message.result(png.printable)
    }
    let page = output ?? "report.html"
    try WrittenFile.write(Array(ReportHTML.page(runs: reports).utf8), to: page, force: force)
    Message.result(page.printable)
  }

  private func newest(_ lookup: RunLookup) throws -> String {
    guard let newest = try lookup.newest() else { throw RunFailure.noRuns }
    return newest.run.id.short
  }
}
