/// Templates that put a header with the role before each message: ChatML and Llama 3.
struct HeaderFrame: Sendable, Equatable {
  var beforeRole: String
  var behindRole: String
  var end: String
  var behindEnd = ""
  /// Whether BOS comes first.
  var begins = false
  /// Whether white space around a message is cut off.
  var trims = false
  /// The system message where the conversation has none.
  var defaultSystem: String?
  /// Stands at the start of every system message.
  var systemPreamble = ""

  static func chatML(defaultSystem: String?) -> HeaderFrame {
    HeaderFrame(
      beforeRole: "<|im_start|>", behindRole: "\n", end: "<|im_end|>", behindEnd: "\n",
      defaultSystem: defaultSystem)
  }

  static let llama3 = HeaderFrame(
    beforeRole: "<|start_header_id|>", behindRole: "<|end_header_id|>\n\n", end: "<|eot_id|>",
    begins: true, trims: true)

  /// Llama 3.1 to 3.3, which tell the model a date.
  static func llama3(date: String) -> HeaderFrame {
    var frame = llama3
    frame.systemPreamble = "Cutting Knowledge Date: December 2023\nToday Date: \(date)\n\n"
    frame.defaultSystem = ""
    return frame
  }

  func render(_ turns: [ChatTurn], begin: String, addGenerationPrompt: Bool) -> RenderedChat {
    var chat = RenderedChat()
    if begins { chat.text += begin }
    let needsSystem = turns.first?.role != .system
    let system = needsSystem ? defaultSystem.map { [ChatTurn(.system, $0)] } ?? [] : []
    for turn in system + turns {
      chat.text += header(turn.role)
      let words = trims ? turn.text.trimmed : turn.text
      if turn.role == .assistant {
        chat.append(answer: words, ending: end, isTrained: turn.isTrained)
      } else {
        chat.text += (turn.role == .system ? systemPreamble : "") + words + end
      }
      chat.text += behindEnd
    }
    if addGenerationPrompt { chat.text += header(.assistant) }
    return chat
  }

  /// The texts that a model with this template has tokens for.
  var marks: [String] { [beforeRole, behindRole.trimmed, end].filter { !$0.isEmpty } }

  private func header(_ role: ChatRole) -> String { beforeRole + role.rawValue + behindRole }
}
