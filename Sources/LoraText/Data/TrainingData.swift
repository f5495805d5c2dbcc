/// The training data of one run, checked line by line before any model is touched.
public struct TrainingData: Sendable {
  public let records: [TrainingRecord]
  /// The files read, in order.
  public let files: [String]
  /// Files in the folder that were not read because of their name's ending.
  public let skippedFiles: [String]

  /// Reads `path`: a .jsonl, .json or .txt file, or a folder of such files, taken in the order of
  /// their paths, its subfolders included. Names that start with a dot are left out.
  ///
  /// Throws all problems at once, each with its file and line.
  public static func read(_ path: String) throws(DataProblems) -> TrainingData {
    let listing = FileListing(path)
    var records: [TrainingRecord] = []
    var problems = listing.problems
    for file in listing.files {
      let data = DataFile(file)
      records += data.records
      problems.add(data.problems)
    }
    guard problems.isEmpty else { throw problems }
    return TrainingData(
      records: records, files: listing.files, skippedFiles: listing.skipped)
  }

  /// Whether text must be encoded, or all records are ids already.
  public var needsTokenizer: Bool {
    records.contains { if case .tokens = $0.content { false } else { true } }
  }

  /// Whether a chat template is needed.
  public var hasConversations: Bool {
    records.contains { if case .conversation = $0.content { true } else { false } }
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
