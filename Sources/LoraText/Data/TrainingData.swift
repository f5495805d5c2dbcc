/// The training data of one run, checked line by line before any model is touched.
public struct TrainingData: Sendable {
  public let records: [TrainingRecord]
  /// The files read, in order, and what else is there.
  public let listing: DataSetListing

  /// Reads `path`: a .jsonl, .json or .txt file, or a folder of such files, taken in the order of
  /// their paths, its subfolders included, as `DataSetListing` finds them.
  ///
  /// Throws all problems at once, each with its file and line.
  public static func read(_ path: String) throws(DataProblems) -> TrainingData {
    let listing = DataSetListing(path, for: .loraTrain)
    if let nothing = listing.nothing { throw DataProblems(nothing) }
    var records: [TrainingRecord] = []
    var problems = listing.problems
    for file in listing.files {
      let data = DataFile(listing.location(of: file))
      records += data.records
      problems.add(data.problems)
    }
    guard problems.isEmpty else { throw problems }
    return TrainingData(records: records, listing: listing)
  }

  /// Whether text must be encoded, or all records are ids already.
  public var needsTokenizer: Bool {
    records.contains { if case .tokens = $0.content { false } else { true } }
  }

  /// Whether a chat template has something to render: conversations need one, and instructions take
  /// the one there is.
  public var takesTemplate: Bool {
    records.contains { record in
      switch record.content {
      case .conversation, .instruction: true
      case .text, .prompt, .tokens: false
      }
    }
  }

  /// Checks that every id of `input_ids` lines, and every label, is below `vocabularySize`.
  public func checkIDs(below vocabularySize: Int) throws(DataProblems) {
    var problems = DataProblems()
    for record in records {
      guard case .tokens(let ids, let labels) = record.content else { continue }
      let largest = max(ids.max() ?? 0, labels.max() ?? 0)
      guard Int(largest) >= vocabularySize else { continue }
      problems.add(
        DataProblem(
          path: record.source.path, line: record.source.line,
          "the id \(largest) is not below the model's vocabulary size, \(vocabularySize)",
          hint: "the data was prepared with another model's tokenizer"))
    }
    guard problems.isEmpty else { throw problems }
  }
}
