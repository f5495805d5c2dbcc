/// One example as the model trains on it.
public struct TrainingExample: Sendable, Equatable {
  /// Token ids, at least two and at most `max_seq_length` of them.
  public let inputIDs: [Int32]
  /// For each position its id where it is trained, else -100. A label belongs to the id at its own
  /// position, which the positions before it predict; so the first is always -100.
  public let labels: [Int32]
  public let source: DataSource

  /// How many labels are trained.
  public var labelledCount: Int { labels.count { $0 != RecordParser.ignoredLabel } }

  init(_ tokens: [Int32], labels: [Int32], source: DataSource) {
    inputIDs = tokens
    self.labels = [RecordParser.ignoredLabel] + labels.dropFirst()
    self.source = source
  }
}
