/// The first line of a run's commit message: what a person wants in `git log --oneline`.
public enum RunSubject {
  /// Git's own advice is 50 columns and its tools cut at 72 or later; changes that do not fit are
  /// counted instead of listed.
  static let width = 100

  public static func line(for record: RunRecord, changes: [SettingChange]) -> String {
    let start = "\(record.name): \(outcome(of: record))"
    guard !changes.isEmpty else { return start }
    let listed = "\(start) (\(changes.map(\.text).joined(separator: ", ")))"
    if listed.count <= width { return listed }
    return "\(start) (\(changes.count) settings changed)"
  }

  private static func outcome(of record: RunRecord) -> String {
    let totals = record.totals
    let steps = "\(totals.steps) \(totals.steps == 1 ? "step" : "steps")"
    switch record.state {
    case .completed:
      return [loss(totals), "in \(steps)"].compactMap { $0 }.joined(separator: " ")
    case .stopped:
      let planned = totals.plannedSteps.map { " of \($0)" } ?? ""
      return ["stopped after \(totals.steps)\(planned) steps", loss(totals)].compactMap { $0 }
        .joined(separator: ", ")
    default:
      return "failed after \(steps)" + (record.reason.map { ": \(oneLine($0))" } ?? "")
    }
  }

  private static func loss(_ totals: Totals) -> String? {
    guard let first = totals.firstLoss, let final = totals.finalLoss else { return nil }
    guard totals.notFiniteSince == nil else { return totals.notFinite }
    let gaps = totals.stepsNotFinite.map { " (not finite at \($0))" } ?? ""
    return "loss \(rounded(first)) → \(rounded(final))\(gaps)"
  }

  /// Four significant digits, as far as a subject line needs them.
  private static func rounded(_ value: Float) -> String {
    guard value.isFinite else { return "not finite" }
    guard abs(value) >= 0.001, abs(value) < 100_000 else { return "\(value)" }
    return "\((value * 10_000).rounded() / 10_000)"
  }

  private static func oneLine(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return line.count > 60 ? line.prefix(59) + "…" : line
  }
}
