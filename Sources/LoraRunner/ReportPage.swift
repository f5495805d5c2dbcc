import LoraExperiment

/// `REPORT.md`: the page a person opens in a web view of the repository.
enum ReportPage {
  static func text(record: RunRecord, settings: [(key: String, value: String)], samples: [String])
    -> String
  {
    let sections = [
      "# \(cell(record.name)): \(record.state.rawValue)",
      record.reason.map { "> \(cell($0))" },
      table(["What", "Value"], summary(of: record)),
      "## Config\n\n"
        + table(["Key", "Value"], settings.map { ["`\($0.key)`", "`\(cell($0.value))`"] }),
      samples.isEmpty
        ? nil : "## Samples\n\n" + samples.map(link).joined(separator: "\n"),
      "## Files\n\n" + table(["File", "Bytes", "SHA-256"], files(of: record)),
    ]
    return sections.compactMap { $0 }.joined(separator: "\n\n") + "\n"
  }

  /// An item that links to a file whose name may hold anything.
  private static func link(to path: String) -> String {
    let shown = cell(path).map { "[]\\`".contains($0) ? "\\\($0)" : String($0) }.joined()
    return "- [\(shown)](\(path.utf8.map(addressPart).joined()))"
  }

  /// A byte of a path in an address.
  private static func addressPart(_ byte: UInt8) -> String {
    let scalar = Unicode.Scalar(byte)
    guard byte >= 0x80 || !(scalar.properties.isAlphabetic || "0123456789-._~/".utf8.contains(byte))
    else { return String(Character(scalar)) }
    return "%" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  private static func summary(of record: RunRecord) -> [[String]] {
    let totals = record.totals
    let rows: [(String, String?)] = [
      ("Loss", lossLine(totals)),
      ("Steps", stepsLine(totals)),
      ("Examples", totals.examples.map(String.init)),
      ("Seconds", String(totals.seconds)),
      ("Started", record.started),
      ("Trainer", trainerLine(record.trainer)),
      ("Base model", record.baseModel.map { "`\(cell($0.path))` (`\($0.digest)`)" }),
      ("Seed", record.seed.map(String.init)),
      ("Source", sourceLine(record.source)),
      ("Host", "\(record.host.name), \(record.host.processor), \(record.host.cores) cores"),
      ("Task", record.clickupTask),
    ]
    return rows.compactMap { title, value in value.map { [title, cell($0)] } }
  }

  private static func lossLine(_ totals: Totals) -> String? {
    guard let first = totals.firstLoss, let final = totals.finalLoss else { return nil }
    let best = totals.bestLoss.map { ", best \($0) at step \(totals.bestStep ?? 0)" } ?? ""
    let losses = [first, final].map { $0.isFinite ? "\($0)" : "not finite" }
    let line = losses.joined(separator: " → ") + "\(best) (training loss)"
    return [line, totals.notFinite].compactMap { $0 }.joined(separator: "; ")
  }

  private static func stepsLine(_ totals: Totals) -> String {
    let planned = totals.plannedSteps.map { " of \($0)" } ?? ""
    let epochs = totals.epochs.map { ", \($0) epochs" } ?? ""
    return "\(totals.steps)\(planned)\(epochs)"
  }

  private static func trainerLine(_ trainer: TrainerIdentity) -> String {
    [trainer.name, trainer.version, trainer.kernel.map { "(\($0))" }].compactMap { $0 }
      .joined(separator: " ")
  }

  private static func sourceLine(_ source: SourceState) -> String {
    (source.commit ?? "no commit yet") + (source.dirty ? ", with uncommitted edits" : "")
  }

  private static func files(of record: RunRecord) -> [[String]] {
    record.files.map {
      ["`\(cell($0.path))`\($0.inLFS ? " (LFS)" : "")", "\($0.bytes)", "`\($0.digest)`"]
    }
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> String {
    let lines = [header, header.map { _ in "---" }] + rows
    return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// One table cell: a value from outside can neither end its cell nor open markup.
  private static func cell(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "|": "\\|"
      case "<": "&lt;"
      case "\n", "\r": " "
      default: String(scalar)
      }
    }.joined()
  }
}
