import LoraExperiment
import LoraReview

/// `git lora diff` on the terminal.
struct DiffPage {
  let difference: RunDifference
  /// Whether the weights alone were asked for, so that every module has room.
  let showsEveryModule: Bool
  let isShort: Bool

  func text(on terminal: Terminal) -> String {
    let heading = "a = \(label(difference.a))\nb = \(label(difference.b))"
    let parts = [
      config(terminal), metrics(terminal), chart(terminal), data(terminal), weights(terminal),
    ]
    return ([terminal.styled(heading, .bold)] + parts.compactMap(\.self))
      .joined(separator: "\n\n")
  }

  private func label(_ side: RunDifference.Side) -> String {
    "\(side.name.printable) \(side.commit.prefix(7)) (\(side.state.rawValue))"
  }

  private func config(_ terminal: Terminal) -> String? {
    guard let config = difference.config else { return nil }
    let rows = config + (difference.environment ?? [])
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

  private func metrics(_ terminal: Terminal) -> String? {
    guard let metrics = difference.metrics else { return nil }
    let point = metrics.samePoint.map {
      "; same point: \(metrics.axis.name) \(Numbers.plain($0))"
    }
    var table = Table([("METRICS", .left), ("A", .right), ("B", .right), ("B − A", .right)])
    for measure in metrics.measures {
      let change = measure.a.flatMap { a in measure.b.map { $0 - a } }
      let number = measure.name == "steps" ? Numbers.plain : Numbers.measured
      let sign = (change ?? 0) > 0 ? "+" : ""
      table.add([
        measure.name, number(measure.a), number(measure.b), change.map { sign + number($0) } ?? "",
      ])
    }
    return table.render(on: terminal)
      + "\n" + terminal.styled("over \(metrics.axis.name)\(point ?? "")", .dim)
  }

  private func chart(_ terminal: Terminal) -> String? {
    guard !isShort, let metrics = difference.metrics else { return nil }
    let width = min(terminal.isInteractive ? terminal.columns : 80, 100)
    let lines = metrics.chart(width: width, height: 10, unicode: true)
    return lines.isEmpty ? nil : (["training loss, smoothed"] + lines).joined(separator: "\n")
  }

  private func data(_ terminal: Terminal) -> String? {
    guard let data = difference.data else { return nil }
    guard !data.isEmpty else { return "data: the same \(Numbers.counted(data.same, "file"))" }
    var table = Table([("DATA", .left), ("", .left)])
    for (word, paths) in [
      ("added", data.added), ("removed", data.removed), ("changed", data.changed),
    ] {
      for path in paths { table.add([word, path]) }
    }
    return table.render(on: terminal) + "\n\(Numbers.counted(data.same, "file")) the same"
  }

  private func weights(_ terminal: Terminal) -> String? {
    if let note = difference.weightsNote { return "weights: \(note.printable)" }
    guard let modules = difference.weights else { return nil }
    let tables = [factors(modules, terminal), savedModules(terminal)].compactMap(\.self)
    let notes = (difference.notes ?? []).map { "note: \($0)".printable }
    return ((tables.isEmpty ? ["weights: no module in common"] : tables) + notes)
      .joined(separator: "\n")
  }

  private func factors(_ modules: [ModuleWeight], _ terminal: Terminal) -> String? {
    guard !modules.isEmpty else { return nil }
    var table = Table([
      ("MODULE", .left), ("‖ΔW‖ A", .right), ("‖ΔW‖ B", .right), ("COSINE", .right),
    ])
    let shown = showsEveryModule && !isShort ? modules[...] : modules.prefix(10)
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

  private func savedModules(_ terminal: Terminal) -> String? {
    guard let saved = difference.savedModules, !saved.isEmpty else { return nil }
    var table = Table([
      ("SAVED WHOLE", .left), ("‖B − A‖", .right), ("‖A‖", .right), ("‖B‖", .right),
    ])
    for module in saved {
      table.add(
        [module.module] + [module.difference, module.normA, module.normB].map(Numbers.measured))
    }
    return table.render(on: terminal)
  }
}
