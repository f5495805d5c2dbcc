/// Templates that put the user's words between `[INST]` marks: Llama 2 and Mistral.
struct InstructionFrame: Sendable, Equatable {
  /// Where the system message goes, between which marks.
  enum SystemPlace: Sendable, Equatable {
    case nowhere
    case inFirstUser(before: String, behind: String)
  }

  /// Whether BOS comes before every user message, or once at the start.
  var beginsEachUser = false
  var beforeUser: String
  var behindUser: String
  var beforeAnswer: String
  /// Between an answer and EOS, and behind EOS.
  var behindAnswer = ""
  var behindEnd = ""
  var system: SystemPlace
  /// Whether white space around a message is cut off.
  var trims = false

  static let llama2 = InstructionFrame(
    beginsEachUser: true, beforeUser: "[INST] ", behindUser: " [/INST]", beforeAnswer: " ",
    behindAnswer: " ", system: .inFirstUser(before: "<<SYS>>\n", behind: "\n<</SYS>>\n\n"),
    trims: true)

  /// Mistral 7B Instruct v0.1 and v0.2 as first published; without a system message.
  static let mistralFirst = InstructionFrame(
    beforeUser: "[INST] ", behindUser: " [/INST]", beforeAnswer: "", system: .nowhere)

  /// The oldest one, with a space behind EOS.
  static let mistralOldest = InstructionFrame(
    beforeUser: "[INST] ", behindUser: " [/INST]", beforeAnswer: "", behindEnd: " ",
    system: .nowhere)

  /// The same models' later template ("v1").
  static let mistral = InstructionFrame(
    beforeUser: " [INST] ", behindUser: " [/INST]", beforeAnswer: " ",
    system: .inFirstUser(before: "", behind: "\n\n"))

  /// Mistral Nemo ("v3-tekken"). Its template writes a system message only while the user has the
  /// last word, so a whole conversation with one has no rendering.
  static let mistralNemo = InstructionFrame(
    beforeUser: "[INST]", behindUser: "[/INST]", beforeAnswer: "", system: .nowhere)

  func render(
    _ turns: [ChatTurn], begin: String, end: String
  ) throws(ChatTemplateError) -> RenderedChat {
    let systemText = turns.first.flatMap { $0.role == .system ? $0.text : nil }
    if let systemText, !systemText.isEmpty && system == .nowhere { throw .noSystemMessage }
    let rest = Array(turns.dropFirst(systemText == nil ? 0 : 1))
    var chat = RenderedChat()
    if !beginsEachUser { chat.text += begin }
    for (index, turn) in rest.enumerated() {
      if turn.role == .assistant {
        chat.text += beforeAnswer
        chat.append(
          answer: trims ? turn.text.trimmed : turn.text, ending: behindAnswer + end,
          isTrained: turn.isTrained)
        chat.text += behindEnd
      } else {
        let words = words(turn.text, index == 0 ? systemText : nil)
        chat.text += (beginsEachUser ? begin : "") + beforeUser + words + behindUser
      }
    }
    return chat
  }

  private func words(_ text: String, _ systemText: String?) -> String {
    var words = text
    if case .inFirstUser(let before, let behind) = system, let systemText {
      words = before + systemText + behind + text
    }
    return trims ? words.trimmed : words
  }
}
