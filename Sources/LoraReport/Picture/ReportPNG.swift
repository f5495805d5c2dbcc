public import LoraExperiment

/// The loss curves as a picture, for places that take pictures only.
public enum ReportPNG {
  public static let width = 1200
  public static let height = 630

  /// Training loss by step, or by samples where batch sizes differ: smoothed when there are more
  /// than a hundred points, over the raw values when there are at most four runs. Draws no text that
  /// is not ASCII.
  ///
  /// - Returns: the bytes of a PNG file of 1200 by 630 pixels.
  public static func curves(runs: [ReportRun]) -> [UInt8] {
    PNGFile.encode(CurvePicture(runs: runs).drawn())
  }

  /// One run's curve, as a task shows it; a name that cannot be drawn is left to the file's own.
  ///
  /// - Returns: the bytes of a PNG file of 1200 by 630 pixels.
  public static func curve(of record: RunRecord, commit: String, metrics: [Metric]) -> [UInt8] {
    let isDrawable = record.name.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    let title = (isDrawable ? record.name + ", run " : "Run ") + commit.prefix(8)
    return curves(
      runs: [ReportRun(title: title, commit: commit, record: record, metrics: metrics)])
  }
}
