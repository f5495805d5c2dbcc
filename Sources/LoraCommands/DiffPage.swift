import LoraExperiment

/// `git lora diff` on the terminal.
struct DiffPage {
  let difference: RunDifference

  func text(on terminal: Terminal) -> String {
    let heading = "\(label(difference.a)) → \(label(difference.b))"
    return [
      terminal.styled(heading, .bold), config(terminal), metrics(terminal), data(terminal), base,
    ].compactMap { $0 }.joined(separator: "\n\n")
  }

  private func label(_ side: RunDifference.Side) -> String {
    "\(side.name.printable) \(side.commit.prefix(7)) (\(side.state.rawValue))"
  }

  private func config(_ terminal: Terminal) -> String {
    guard !difference.config.isEmpty else { return "config: the same" }
    var table = Table([("CONFIG", .left), ("A", .left), ("B", .left)])
    for setting in difference.config {
      table.add([setting.key, setting.a ?? "unset", setting.b ?? "unset"])
    }
    return table.render(on: terminal)
  }

  private func metrics(_ terminal: Terminal) -> String {
    var table = Table([("TRAINING LOSS", .left), ("A", .right), ("B", .right), ("B − A", .right)])
    for measure in difference.metrics {
      let change = measure.a.flatMap { a in measure.b.map { $0 - a } }
      table.add([measure.name, number(measure.a), number(measure.b), signed(change)])
    }
    return table.render(on: terminal)
  }

  private func data(_ terminal: Terminal) -> String {
    guard !difference.data.isEmpty else { return "data: the same" }
    var table = Table([("DATA", .left), ("", .left)])
    for file in difference.data { table.add([file.change.rawValue, file.path]) }
    return table.render(on: terminal)
  }

  private var base: String? { difference.sameBase ? nil : "base model: not the same" }

  private func number(_ value: Double?) -> String {
    guard let value else { return "–" }
    return value.rounded() == value && abs(value) < 1e9 ? String(Int(value)) : Numbers.fixed(value, 4)
  }

  private func signed(_ value: Double?) -> String {
    guard let value else { return "" }
    return (value > 0 ? "+" : "") + number(value)
  }
}
