import LoraExperiment

/// Lays out and draws the picture of the loss curves.
struct CurvePicture {
  private let runs: [ReportRun]
  private let raw: [Series]
  private let smoothed: [Series]
  private let weight: Double
  private let axis: Axis
  private let extent: Extent?
  private let plot: (left: Float, top: Float, right: Float, bottom: Float)

  private let text = Colour(0x18202a)
  private let quiet = Colour(0x556070)
  private let rule = Colour(0xd9dfe5)

  init(runs: [ReportRun]) {
    self.runs = runs
    let axis = Axis.suggested(for: runs)
    self.axis = axis
    raw = runs.map { $0.trainingLoss(on: axis) ?? Series(label: $0.title, points: []) }
    let weight = Smoothing.suggestedWeight(points: raw.map(\.points.count).max() ?? 0)
    self.weight = weight
    smoothed = raw.map { series in
      let values = Smoothing.debiasedEMA(series.points.map(\.y), weight: weight)
      return Series(
        label: series.label, points: zip(series.points, values).map { ($0.0.x, $0.1) })
    }
    extent = Extent(Self.showsRaw(runs) ? raw : smoothed)
    plot = (90, 120, runs.count > 1 ? 900 : 1160, 560)
  }

  private static func showsRaw(_ runs: [ReportRun]) -> Bool { runs.count <= 4 }

  func drawn() -> Bitmap {
    var bitmap = Bitmap(
      width: ReportPNG.width, height: ReportPNG.height, background: Colour(0xffffff))
    drawHeading(&bitmap)
    guard let extent else {
      Lettering.draw(
        "No finite losses to draw", on: &bitmap, at: (600, 330), size: 16, quiet, .centre)
      return bitmap
    }
    drawAxes(&bitmap, extent)
    drawCurves(&bitmap, extent)
    if runs.count > 1 { drawLegend(&bitmap) }
    return bitmap
  }

  private func drawHeading(_ bitmap: inout Bitmap) {
    let title = Lettering.shortened(ReportHTML.title(runs), to: 1100, size: 22)
    Lettering.draw(title, on: &bitmap, at: (40, 54), size: 22, text)
    let how = weight > 0 ? "smoothed (moving average, weight \(Quantity.number(weight)))" : "raw"
    let behind = weight > 0 && Self.showsRaw(runs) ? ", raw values behind" : ""
    Lettering.draw(
      "Training loss, \(how)\(behind)", on: &bitmap, at: (40, 88), size: 12, quiet)
  }

  private func drawAxes(_ bitmap: inout Bitmap, _ extent: Extent) {
    for tick in Ticks.linear(from: extent.y.lowerBound, to: extent.y.upperBound, count: 7) {
      let y = place((extent.x.lowerBound, tick), extent).y.rounded() + 0.5
      bitmap.stroke([(plot.left, y), (plot.right, y)], rule, width: 1)
      Lettering.draw(
        Quantity.number(tick), on: &bitmap, at: (plot.left - 12, y + 5), size: 10, quiet, .right)
    }
    let count = runs.count > 1 ? 6 : 8
    for tick in Ticks.linear(from: extent.x.lowerBound, to: extent.x.upperBound, count: count) {
      let x = place((tick, extent.y.lowerBound), extent).x.rounded() + 0.5
      bitmap.stroke([(x, plot.bottom), (x, plot.bottom + 6)], quiet, width: 1)
      let label =
        tick.magnitude < 1e15 ? Quantity.count(Int(clamping: tick)) : Quantity.number(tick)
      Lettering.draw(label, on: &bitmap, at: (x, plot.bottom + 24), size: 10, quiet, .centre)
    }
    let (left, bottom) = (plot.left + 0.5, plot.bottom + 0.5)
    bitmap.stroke([(left, plot.top), (left, bottom), (plot.right, bottom)], quiet, width: 1)
    Lettering.draw(
      axis.label, on: &bitmap, at: ((plot.left + plot.right) / 2, 612), size: 11, quiet, .centre)
  }

  private func drawCurves(_ bitmap: inout Bitmap, _ extent: Extent) {
    if weight > 0, Self.showsRaw(runs) {
      for (index, series) in raw.enumerated() {
        for line in lines(series, extent) {
          bitmap.stroke(line, colour(index), width: 1, opacity: 0.3)
        }
      }
    }
    for (index, series) in smoothed.enumerated() {
      for line in lines(series, extent) {
        bitmap.strokeAll(Dashes.cut(line, dashes(index)), colour(index), width: 2.5)
      }
    }
  }

  private func drawLegend(_ bitmap: inout Bitmap) {
    let first = plot.top + 10
    let pitch = min(26, (plot.bottom - first) / Float(max(1, runs.count)))
    // Below some twelve pixels a row, names would run into each other.
    let shown = pitch >= 12 ? runs.count : Int(clamping: (plot.bottom - first) / 20) - 1
    for (index, run) in runs.prefix(shown).enumerated() {
      let y = first + Float(index) * max(pitch, 20)
      let line: [Bitmap.Point] = [(930, y), (966, y)]
      bitmap.strokeAll(Dashes.cut(line, dashes(index)), colour(index), width: 2.5)
      let name = Lettering.shortened(VisibleText.line(run.title), to: 180, size: 10)
      Lettering.draw(name, on: &bitmap, at: (978, y + 5), size: 10, text)
    }
    if shown < runs.count {
      Lettering.draw(
        "and \(runs.count - shown) more", on: &bitmap, at: (978, first + Float(shown) * 20 + 5),
        size: 10, quiet)
    }
  }

  /// The unbroken stretches of a curve in pixels.
  private func lines(_ series: Series, _ extent: Extent) -> [[Bitmap.Point]] {
    var lines: [[Bitmap.Point]] = [[]]
    let kept = Decimation.indices(
      of: series.points, columns: Int(clamping: plot.right - plot.left),
      from: extent.x.lowerBound, to: extent.x.upperBound)
    for index in kept {
      if series.points[index].y.isFinite {
        lines[lines.count - 1].append(place(series.points[index], extent))
      } else {
        lines.append([])
      }
    }
    return lines.filter { !$0.isEmpty }
  }

  private func place(_ point: (x: Double, y: Double), _ extent: Extent) -> Bitmap.Point {
    let x = (point.x - extent.x.lowerBound) / (extent.x.upperBound - extent.x.lowerBound)
    let y = (point.y - extent.y.lowerBound) / (extent.y.upperBound - extent.y.lowerBound)
    return (
      plot.left + Float(x) * (plot.right - plot.left),
      plot.bottom - Float(y) * (plot.bottom - plot.top)
    )
  }

  private func colour(_ index: Int) -> Colour { Colour.runs[index % Colour.runs.count] }
  private func dashes(_ index: Int) -> [Float] { Dashes.patterns[index % Dashes.patterns.count] }
}
