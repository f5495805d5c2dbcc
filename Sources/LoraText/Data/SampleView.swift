import LoraJSON

/// One example as people read it: its text, what is trained in ⟦ ⟧.
///
/// Control characters are shown as escapes; line breaks stay.
public struct SampleView: Sendable, CustomStringConvertible {
  /// A run of tokens that are all trained, or all not.
  public struct Span: Sendable, Equatable {
    public let text: String
    public let isTrained: Bool
  }

  public let spans: [Span]
  public let source: DataSource
  public let tokenCount: Int
  public let trainedCount: Int

  public init(_ example: TrainingExample, tokenizer: Tokenizer) {
    source = example.source
    tokenCount = example.inputIDs.count
    trainedCount = example.labelledCount
    let ids = example.inputIDs.map(Int.init)
    let isTrained = example.labels.map { $0 != RecordParser.ignoredLabel }
    let starts = ids.indices.filter { $0 == 0 || isTrained[$0] != isTrained[$0 - 1] }
    var spans: [Span] = []
    var shown = 0
    for (start, end) in zip(starts, starts.dropFirst() + [ids.count]) {
      // A span is what its tokens add to the text before: alone, a decoder may drop its space.
      let text = Array(tokenizer.decode(Array(ids[..<end])).utf8)
      let added = String(decoding: text.dropFirst(shown), as: UTF8.self)
      spans.append(Span(text: added, isTrained: isTrained[start]))
      shown = text.count
    }
    self.spans = spans
  }

  public var description: String {
    let text = spans.map { $0.isTrained ? "⟦\(shown($0.text))⟧" : shown($0.text) }.joined()
    return "\(source): \(tokenCount) tokens, \(trainedCount) trained\n\(text)"
  }

  private func shown(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Printable($0, limit: .max).description }.joined(separator: "\n")
  }
}
