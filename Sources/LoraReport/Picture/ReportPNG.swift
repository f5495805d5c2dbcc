/// The loss curves as a picture, for places that take pictures only.
public enum ReportPNG {
  public static let width = 1200
  public static let height = 630

  /// Training loss by step, or by samples where batch sizes differ: smoothed when there are more than a hundred points, over the raw
  /// values when there are at most four runs. Draws no text that is not ASCII.
  ///
  /// - Returns: the bytes of a PNG file of 1200 by 630 pixels.
  public static func curves(runs: [ReportRun]) -> [UInt8] {
    PNGFile.encode(CurvePicture(runs: runs).drawn())
  }
}
