import LoraDigest
import LoraJSON

/// How a conversation becomes one text.
///
/// A model brings its template as a Jinja program. Those that are known are recognised by their
/// text and rendered natively; any other must be replaced by a named one in the configuration.
public struct ChatTemplate: Sendable, Equatable {
  enum Frame: Sendable, Equatable {
    case header(HeaderFrame)
    case instruction(InstructionFrame)
  }

  let frame: Frame

  /// The values of the key `chat_template`, besides `none`.
  public static let names = ["chatml", "llama2", "llama3", "mistral"]

  /// The template called `name` in a configuration.
  public init?(named name: String) {
    switch name {
    case "chatml": frame = .header(.chatML(defaultSystem: nil))
    case "llama2": frame = .instruction(.llama2)
    case "llama3": frame = .header(.llama3)
    case "mistral": frame = .instruction(.mistral)
    default: return nil
    }
  }

  /// The known template with this Jinja text.
  public init?(recognising text: String) {
    self.init(digest: KnownTemplates.digest(of: text))
  }

  package init?(digest: String) {
    guard let frame = KnownTemplates.frames[digest] else { return nil }
    self.frame = frame
  }

  /// The template to use: the configuration's, else the model's own.
  ///
  /// A template that the configuration names is taken as it is (`missingMarks` tells what the
  /// tokenizer lacks for it); the model's own must be whole.
  ///
  /// - Parameter setting: the value of `chat_template`, or nil.
  /// - Returns: nil for `none`, or where the model has none.
  public static func choose(
    setting: String?, for tokenizer: Tokenizer
  ) throws(ChatTemplateError) -> ChatTemplate? {
    if let setting {
      if setting == "none" { return nil }
      guard let template = ChatTemplate(named: setting) else { throw .unknownName(setting) }
      return template
    }
    guard let text = tokenizer.chatTemplateText else { return nil }
    guard let template = ChatTemplate(recognising: text) else { throw .unknownTemplate }
    let missing = template.missingMarks(in: tokenizer)
    guard missing.isEmpty else { throw .missingMarks(missing) }
    return template
  }

  /// The marks of the template that are no token of the tokenizer: it would cut them into letters.
  public func missingMarks(in tokenizer: Tokenizer) -> [String] {
    guard case .header(let frame) = frame else { return [] }
    return frame.marks.filter { tokenizer.encode($0, addSpecialTokens: false).count != 1 }
  }

  /// The id behind an answer; nil where the tokenizer has none for it.
  public func endOfTurn(in tokenizer: Tokenizer) -> Int? {
    switch frame {
    case .header(let frame): tokenizer.id(of: frame.end)
    case .instruction: tokenizer.special.end?.id
    }
  }

  /// Whether an answer ends with EOS, not with a mark of the template's own.
  var endsAnswersWithEOS: Bool { if case .instruction = frame { true } else { false } }

  /// Renders a whole conversation.
  ///
  /// - Parameter turns: a system message first or none, then user and assistant in turn.
  /// - Parameter addGenerationPrompt: whether the text ends where the assistant starts to speak.
  public func render(
    _ turns: [ChatTurn], with special: SpecialTokens, addGenerationPrompt: Bool = false
  ) throws(ChatTemplateError) -> RenderedChat {
    let begin = special.begin?.text ?? ""
    switch frame {
    case .header(let frame):
      return frame.render(turns, begin: begin, addGenerationPrompt: addGenerationPrompt)
    case .instruction(let frame):
      return try frame.render(turns, begin: begin, end: special.end?.text ?? "")
    }
  }
}

/// Why a conversation cannot be rendered.
public enum ChatTemplateError: Error, Sendable, Equatable, CustomStringConvertible {
  case unknownTemplate
  case unknownName(String)
  /// The model's own template needs tokens that its tokenizer lacks.
  case missingMarks([String])
  case noSystemMessage

  public var description: String {
    switch self {
    case .unknownTemplate: "the model's chat template is not one that is known here"
    case .unknownName(let name): "there is no chat template '\(Printable(name))'"
    case .missingMarks(let marks):
      "the model's chat template needs \(marks.joined(separator: ", ")), which its tokenizer lacks"
    case .noSystemMessage: "the model's chat template has no place for a system message"
    }
  }

  public var hint: String {
    switch self {
    case .unknownTemplate, .unknownName, .missingMarks:
      "set chat_template to one of \(ChatTemplate.names.joined(separator: ", ")) or none"
    case .noSystemMessage:
      "move the system message into the first user message, or set chat_template: mistral"
    }
  }
}
