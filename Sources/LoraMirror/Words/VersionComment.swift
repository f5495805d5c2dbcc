/// The comment "Current version", in place of fields that the workspace's plan no longer lets us set.
public struct VersionComment: Sendable {
  /// A field's name and the value it would have, in the order to show them.
  public var values: [(field: String, value: String)]
  /// The run that first could not be written: its commit.
  public var stopped: String
  public var stoppedRun: String

  public init(values: [(field: String, value: String)], stopped: String, stoppedRun: String) {
    self.values = values
    self.stopped = stopped
    self.stoppedRun = stoppedRun
  }

  public var text: String {
    let lines = values.map { "\(Quoted.line($0.field, limit: 80)): \(Quoted.line($0.value))" }
    return
      (["Current version"] + lines + [
        "",
        "The custom fields stopped at the run “\(Quoted.line(stoppedRun, limit: 80))” "
          + "(\(stopped.prefix(8))): the workspace's plan allows no more writes to them. "
          + "This comment is kept up to date instead.",
      ]).joined(separator: "\n")
  }
}
