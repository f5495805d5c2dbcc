import LoraExperiment

/// How far each module of each layer moved, as tables whose cells are shaded by one common scale.
enum HeatMapSection {
  static let shades = 9

  static func html(_ runs: [ReportRun]) -> [HTML] {
    let measured = runs.enumerated().filter { !$0.element.moduleNorms.isEmpty }
    guard !measured.isEmpty else { return [] }
    let highest = measured.flatMap { $0.element.moduleNorms.map(\.norm) }.filter(\.isFinite).max()
    let top = max(highest ?? 0, .leastNormalMagnitude)
    let note =
      "Norm of the change to each weight, ΔW = scaling · B·A. Shades run from 0 to "
      + "\(Quantity.number(top, digits: 3)), the same in all tables."
    let maps = measured.map { index, run in
      map(index, run, isOpen: measured.count <= 4, top)
    }
    return [
      .element("p", [.class("quiet")], [.text(note)]), scale(top),
      .element("div", [.class("heat-maps")], maps),
    ]
  }

  private static func map(_ index: Int, _ run: ReportRun, isOpen: Bool, _ top: Float) -> HTML {
    .element(
      "details", isOpen ? [.flag("open")] : [],
      [
        .element("summary", [Swatch.html(index), .text(run.title)]),
        ScrollBox.html(
          label: "Weight changes of \(run.title)", table(run.moduleNorms, title: run.title, top)),
      ])
  }

  private static func scale(_ top: Float) -> HTML {
    .element(
      "div", [.class("heat-scale"), .of("aria-hidden", "true")],
      [.element("span", ["0"])]
        + (0..<shades).map { .element("i", [.class("heat-\($0)")], []) }
        + [.element("span", [.text(Quantity.number(top, digits: 3))])])
  }

  private static func table(_ norms: [ModuleNorm], title: String, _ top: Float) -> HTML {
    var modules: [String] = []
    var cells: [Key: Float] = [:]
    for norm in norms {
      if !modules.contains(norm.module) { modules.append(norm.module) }
      cells[Key(layer: norm.layer, module: norm.module)] = norm.norm
    }
    let layers = Set(norms.map(\.layer)).sorted { ($0 ?? .max) < ($1 ?? .max) }
    let heads = modules.map { module in
      HTML.element(
        "th", [.of("scope", "col"), .of("title", module)],
        [.element("abbr", [.of("title", module)], [.text(shortName(module))])])
    }
    let rows = layers.map { layer in
      HTML.element(
        "tr",
        [.element("th", [.of("scope", "row")], [.text(layer.map(String.init) ?? "other")])]
          + modules.map { cell(cells[Key(layer: layer, module: $0)], top) })
    }
    return .element(
      "table", [.class("heat")],
      [
        .element(
          "caption", [.class("unseen")], ["Weight changes by layer and module, ", .text(title)]),
        .element(
          "thead", [.element("tr", [.element("th", [.of("scope", "col")], ["Layer"])] + heads)]),
        .element("tbody", rows),
      ])
  }

  private struct Key: Hashable {
    let layer: Int?
    let module: String
  }

  private static func cell(_ norm: Float?, _ top: Float) -> HTML {
    guard let norm else { return .element("td", [.class("none")], ["·"]) }
    return .element(
      "td", [.class("heat-\(shade(norm, top))")],
      [.text(Quantity.number(norm, inTableUpTo: top))])
  }

  static func shade(_ norm: Float, _ top: Float) -> Int {
    guard norm.isFinite else { return shades - 1 }
    return min(shades - 1, max(0, Int(clamping: norm / top * Float(shades))))
  }

  /// `self_attn.q_proj` is `q` at the head of a column; its title has the whole.
  static func shortName(_ module: String) -> String {
    let last = module.split(separator: ".").last.map(String.init) ?? module
    for ending in ["_proj", ".weight"] where last.hasSuffix(ending) {
      return String(last.dropLast(ending.count))
    }
    return last
  }
}
