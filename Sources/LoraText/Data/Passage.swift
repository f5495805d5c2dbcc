/// A record as one text, and which of its bytes are trained.
struct Passage {
  var text: String
  /// The trained bytes, one range for each answer; nil trains everything.
  var answers: [Range<Int>]?
  /// Bytes that are not trained even where everything else is.
  var masked: [Range<Int>] = []
  /// What stands before the one answer of a text that is no conversation, as a person would later give
  /// it to the model.
  var prompt: String?
  /// Whether the tokenizer puts its own BOS before it (a chat template writes its own).
  var addsSpecialTokens = true
  /// Whether EOS follows.
  var ends = true

  /// - Returns: nil for records that are ids already.
  init?(
    _ content: TrainingRecord.Content, template: ChatTemplate?, special: SpecialTokens
  ) throws(PassageError) {
    switch content {
    case .tokens: return nil
    case .text(let text): self.init(text: text)
    case .prompt(let prompt, let completion): self.init(prompt, completion)
    case .conversation(let turns):
      guard let template else { throw .noTemplate }
      try self.init(turns, template, special)
    case .instruction(let instruction, let input, let output, let system):
      if let template {
        let question = input.isEmpty ? instruction : instruction + "\n\n" + input
        let opening = system.map { [ChatTurn(.system, $0)] } ?? []
        try self.init(
          opening + [ChatTurn(.user, question), ChatTurn(.assistant, output)], template, special)
      } else {
        self.init(Self.alpacaPrompt(instruction, input, system), output)
      }
    }
  }

  private init(text: String, answers: [Range<Int>]? = nil) {
    self.text = text
    self.answers = answers
  }

  private init(_ prompt: String, _ completion: String) {
    let text = prompt + completion
    self.init(text: text, answers: [prompt.utf8.count..<text.utf8.count])
    self.prompt = prompt
  }

  private init(
    _ turns: [ChatTurn], _ template: ChatTemplate, _ special: SpecialTokens
  ) throws(PassageError) {
    do {
      let chat = try template.render(turns, with: special)
      self.init(text: chat.text, answers: chat.answers)
      masked = chat.masked
    } catch {
      throw .template(error)
    }
    addsSpecialTokens = false
    ends = false
  }

  /// The frame of Stanford's Alpaca, for models without a chat template.
  private static func alpacaPrompt(
    _ instruction: String, _ input: String, _ system: String?
  ) -> String {
    let opening = system.map { $0 + "\n\n" } ?? ""
    let context = input.isEmpty ? "" : "### Input:\n\(input)\n\n"
    return "\(opening)### Instruction:\n\(instruction)\n\n\(context)### Response:\n"
  }
}

enum PassageError: Error {
  case noTemplate
  case template(ChatTemplateError)

  var message: String {
    switch self {
    case .noTemplate: "a conversation needs a chat template, and there is none"
    case .template(let error): error.description
    }
  }

  var hint: String {
    switch self {
    case .noTemplate:
      "set chat_template to one of \(ChatTemplate.names.joined(separator: ", "))"
    case .template(let error): error.hint
    }
  }
}
