import LoraJSON

/// Makes one example after the other, collecting what goes wrong.
struct ExampleMaker {
  let tokenizer: Tokenizer?
  let template: ChatTemplate?
  let limit: LengthLimit
  let trainOnPrompt: Bool
  private(set) var problems = DataProblems()
  private(set) var cut = DataProblems()
  private(set) var dropped = DataProblems()
  private(set) var unevenPrompts = DataProblems()
  private(set) var specialTexts = DataProblems()

  init(
    tokenizer: Tokenizer?, template: ChatTemplate?, limit: LengthLimit, trainOnPrompt: Bool
  ) {
    self.tokenizer = tokenizer
    self.template = template
    self.limit = limit
    self.trainOnPrompt = trainOnPrompt
  }

  /// The example of `record`; nil when it has none and a problem says why.
  mutating func example(_ record: TrainingRecord) -> TrainingExample? {
    let source = record.source
    if case .tokens(let ids, let labels) = record.content {
      return finish(Labelled(ids: ids, labels: labels, answers: []), source)
    }
    guard let tokenizer else {
      preconditionFailure("text records need a tokenizer: see TrainingData.needsTokenizer")
    }
    noteSpecialTexts(record, tokenizer)
    do {
      let passage = try Passage(record.content, template: template, special: tokenizer.special)
      return passage.flatMap { finish(label($0, tokenizer, source), source) }
    } catch {
      problems.add(source.problem(error.message, hint: error.hint))
      return nil
    }
  }

  /// Ids, labels, and for each answer the positions of its tokens.
  private struct Labelled {
    var ids: [Int32]
    var labels: [Int32]
    var answers: [Range<Int>]
  }

  /// All examples being too long for `long_examples: drop` is an error.
  mutating func checkSomethingIsLeft(_ examples: Int) {
    guard examples == 0, problems.isEmpty, let first = dropped.first.first else { return }
    problems.add(
      DataProblem(
        path: first.path, "every example is longer than \(limit.words)",
        hint: "raise max_seq_length"
      ))
  }

  private mutating func label(
    _ passage: Passage, _ tokenizer: Tokenizer, _ source: DataSource
  ) -> Labelled {
    let tokens =
      passage.addsSpecialTokens
      ? tokenizer.encodeWhole(passage.text)
      : tokenizer.encode(passage.text, addSpecialTokens: false)
    if let prompt = passage.prompt { noteBoundary(of: prompt, in: tokens, tokenizer, source) }
    var ids = tokens.map { Int32($0.id) }
    var answers = passage.answers?.map { Self.positions(of: $0, in: tokens) } ?? []
    var labels = ids
    if passage.answers != nil && !trainOnPrompt {
      labels = Array(repeating: RecordParser.ignoredLabel, count: ids.count)
      for position in answers.joined() { labels[position] = ids[position] }
    }
    for position in passage.masked.flatMap({ Self.positions(of: $0, in: tokens) }) {
      labels[position] = RecordParser.ignoredLabel
    }
    if passage.ends, let end = tokenizer.special.end.map({ Int32($0.id) }) {
      if ids.last != end {
        ids.append(end)
        labels.append(end)
      }
      labels[ids.count - 1] = end
      if let last = answers.popLast() { answers.append(last.lowerBound..<ids.count) }
    }
    return Labelled(ids: ids, labels: labels, answers: answers)
  }

  /// The positions of the tokens that hold a byte of `bytes`. Tokens are in the order of the text.
  private static func positions(of bytes: Range<Int>, in tokens: [Token]) -> Range<Int> {
    guard let first = tokens.firstIndex(where: { $0.bytes.overlaps(bytes) }),
      let last = tokens.lastIndex(where: { $0.bytes.overlaps(bytes) })
    else { return 0..<0 }
    return first..<last + 1
  }

  /// Notes a prompt whose tokens alone are not those it begins the text with: a model that is given
  /// the prompt then starts from a token that it has never seen at that place.
  private mutating func noteBoundary(
    of prompt: String, in tokens: [Token], _ tokenizer: Tokenizer, _ source: DataSource
  ) {
    let behind = tokenizer.template.behind.count
    let alone = tokenizer.encodeWhole(prompt).dropLast(behind)
    guard !tokens.lazy.map(\.id).starts(with: alone.lazy.map(\.id)) else { return }
    unevenPrompts.add(source.problem("the prompt ends with \(Self.tail(of: prompt))"))
  }

  private static func tail(of prompt: String) -> String {
    let spaces = prompt.reversed().prefix { $0.isWhitespace }
    return spaces.isEmpty ? "'\(Printable(String(prompt.suffix(8))))'" : "white space"
  }

  /// - Returns: nil for an example that is left out; an error or the list of those left out says why.
  private mutating func finish(_ labelled: Labelled, _ source: DataSource) -> TrainingExample? {
    let length = labelled.ids.count
    if length > limit.tokens && limit.policy == .error {
      problems.add(source.problem("\(length) tokens, more than \(limit.words)", hint: limit.hint))
      return nil
    }
    if length > limit.tokens && limit.policy == .drop {
      dropped.add(source.problem("\(length) tokens, more than \(limit.words)"))
      return nil
    }
    if limit.policy != .cut,
      let lost = labelled.answers.firstIndex(where: { $0.lowerBound >= limit.tokens })
    {
      let which = labelled.answers.count > 1 ? "answer \(lost + 1)" : "the answer"
      problems.add(
        source.problem(
          "\(limit.words) cuts \(which) away: it begins at token "
            + "\(labelled.answers[lost].lowerBound + 1) of \(length)",
          hint: limit.hint))
      return nil
    }
    let kept = min(length, limit.tokens)
    let example = TrainingExample(
      Array(labelled.ids[..<kept]), labels: Array(labelled.labels[..<kept]), source: source)
    guard example.labelledCount > 0 else {
      problems.add(
        source.problem(
          kept < length
            ? "\(limit.words) cuts away all that is trained"
            : "the example has no token to train on",
          hint: kept < length ? limit.hint : nil))
      return nil
    }
    if kept < length {
      cut.add(source.problem("\(length) tokens, cut to \(limit.words)"))
    }
    return example
  }

  private mutating func noteSpecialTexts(_ record: TrainingRecord, _ tokenizer: Tokenizer) {
    let found = record.content.texts.lazy.compactMap { tokenizer.firstSpecialText(in: $0) }.first
    guard let found else { return }
    specialTexts.add(
      record.source.problem(
        "the text spells the special token '\(Printable(found))', and it will be read as one"))
  }
}

extension DataSource {
  func problem(_ message: String, hint: String? = nil) -> DataProblem {
    DataProblem(path: path, line: line, message, hint: hint)
  }
}

extension TrainingRecord.Content {
  /// What the user wrote.
  var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .prompt(let prompt, let completion): [prompt, completion]
    case .conversation(let turns): turns.map(\.text)
    case .instruction(let instruction, let input, let output, let system):
      [instruction, input, output, system ?? ""]
    case .tokens: []
    }
  }
}

extension Tokenizer {
  /// The first special token that `text` spells out.
  func firstSpecialText(in text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      for section in plainTokens.sections(of: bytes, bytes.indices) {
        guard case .token(let id, _) = section, let token = addedToken(id), token.isSpecial else {
          continue
        }
        return token.content
      }
      return nil
    }
  }
}
