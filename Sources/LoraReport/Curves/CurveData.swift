import LoraExperiment

/// The curves as JSON for the page's scripts.
///
/// ```
/// {"axis":"step","axes":[{"key":"step","name":"step"},…],
///  "runs":[{"title":"…","training":CURVES,"validation":CURVES}]}
/// CURVES = {"x":{"step":COLUMN,…},"loss":COLUMN,"rate":COLUMN}
/// ```
/// `axis` is the one to begin with, the others those that every run recorded; `rate` is absent when no point has a learning rate.
enum CurveData {
  static func json(_ runs: [ReportRun]) -> String {
    let axes = Axis.shared(by: runs)
    return JSONText.object([
      ("axis", JSONText.string(Axis.suggested(for: runs).rawValue)),
      (
        "axes",
        JSONText.array(
          axes.map {
            JSONText.object([
              ("key", JSONText.string($0.rawValue)), ("name", JSONText.string($0.name)),
            ])
          })
      ),
      ("runs", JSONText.array(runs.map { run($0, axes) })),
    ])
  }

  private static func run(_ run: ReportRun, _ axes: [Axis]) -> String {
    let maps = axes.compactMap { axis in
      AxisMap(axis, metrics: run.metrics, totals: run.record.totals).map { (axis, $0) }
    }
    return JSONText.object([
      ("title", JSONText.string(VisibleText.line(run.title))),
      ("training", curves(run.metrics, maps)),
      // Without training metrics there may be an axis on which these have no place.
      ("validation", curves(maps.count == axes.count ? run.evaluations : [], maps)),
    ])
  }

  private static func curves(_ metrics: [Metric], _ maps: [(Axis, AxisMap)]) -> String {
    let positions = maps.map { axis, map in
      (
        axis.rawValue,
        Column.json(
          metrics.map { map.position(ofStep: $0.step) },
          tolerance: axis == .step || axis == .samples ? Column.exact : Column.drawn)
      )
    }
    var members = [
      ("x", JSONText.object(positions)), ("loss", Column.json(metrics.map { Double($0.loss) })),
    ]
    if metrics.contains(where: { $0.learningRate != nil }) {
      members.append(
        ("rate", Column.json(metrics.map { $0.learningRate.map(Double.init) ?? .nan })))
    }
    return JSONText.object(members)
  }
}
