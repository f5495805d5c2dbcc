import LoraExperiment
import LoraReview

/// `git lora diff` on the terminal.
struct DiffPage {
  let difference: RunDifference
  let only: RunDifference.Part?
  let isShort: Bool

  func text(on terminal: Terminal) -> String {
    let heading = "a = \(label(difference.a))\nb = \(label(difference.b))"
    let parts: [(RunDifference.Part, String?)] = [
      (.config, config(terminal)), (.metrics, metrics(terminal)), (.metrics, chart(terminal)),
      (.data, data(terminal)), (.weights, weights(terminal)),
    ]
    let wanted = parts.filter { only == nil || only == $0.0 }.compactMap(\.1)
    return ([terminal.styled(heading, .bold)] + wanted).joined(separator: "\n\n")
  }

  private func label(_ side: RunDifference.Side) -> String {
    "\(side.name.printable) \(side.commit.prefix(7)) (\(side.state.rawValue))"
  }

  private func config(_ terminal: Terminal) -> String {
    let rows = difference.config + difference.environment
    guard !rows.isEmpty else { return "config and environment: the same" }
    var table = Table([("CONFIG", .left), ("A", .left), ("B", .left)])
    for row in rows {
      table.add([row.key, value(row.a, row.aIsDefault), value(row.b, row.bIsDefault)])
    }
    return table.render(on: terminal)
  }

  private func value(_ text: String?, _ isDefault: Bool) -> String {
    (text ?? "unset") + (isDefault && text != nil ? " (default)" : "")
  }

  private func metrics(_ terminal: Terminal) -> String {
    let point = difference.metrics.samePoint.map {
      "; same point: \(difference.metrics.axis.name) \(Numbers.plain($0))"
    }
    var table = Table([("METRICS", .left), ("A", .right), ("B", .right), ("B − A", .right)])
    for measure in difference.metrics.measures {
      let change = measure.a.flatMap { a in measure.b.map { $0 - a } }
      let number = measure.name == "steps" ? Numbers.plain : Numbers.measured
      let sign = (change ?? 0) > 0 ? "+" : ""
      table.add([
        measure.name, number(measure.a), number(measure.b), change.map { sign + number($0) } ?? "",
      ])
    }
    return table.render(on: terminal)
      + "\n" + terminal.styled("over \(difference.metrics.axis.name)\(point ?? "")", .dim)
  }

  private func chart(_ terminal: Terminal) -> String? {
    guard !isShort else { return nil }
    let width = min(terminal.isInteractive ? terminal.columns : 80, 100)
    let lines = difference.metrics.chart(width: width, height: 10, unicode: true)
    return lines.isEmpty ? nil : (["training loss, smoothed"] + lines).joined(separator: "\n")
  }

  private func data(_ terminal: Terminal) -> String {
    let data = difference.data
    guard !data.isEmpty else { return "data: the same \(data.same) files" }
    var table = Table([("DATA", .left), ("", .left)])
    for (word, paths) in [
      ("added", data.added), ("removed", data.removed), ("changed", data.changed),
    ] {
      for path in paths { table.add([word, path]) }
    }
    return table.render(on: terminal) + "\n\(data.same) files the same"
  }

  private func weights(_ terminal: Terminal) -> String? {
    if let note = difference.weightsNote { return "weights: \(note.printable)" }
    guard let modules = difference.weights else { return nil }
    var table = Table([
      ("MODULE", .left), ("‖ΔW‖ A", .right), ("‖ΔW‖ B", .right), ("COSINE", .right),
    ])
    let shown = isShort || only != .weights ? modules.prefix(10) : modules[...]
    for module in shown {
      table.add([
        module.module, Numbers.measured(module.normA), Numbers.measured(module.normB),
        Numbers.measured(module.cosine),
      ])
    }
    let rest = modules.count - shown.count
    let more = rest > 0 ? "\n… and \(rest) more modules: --only weights" : ""
    return table.render(on: terminal) + more
  }
}
