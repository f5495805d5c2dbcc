import LoraJSON

extension RecordParser {
  /// The messages of `messages` (role and content) or of ShareGPT's `conversations` (from and value);
  /// each list is also found with the other's keys.
  mutating func conversation(
    _ object: JSONObject, _ form: DataForm
  ) -> TrainingRecord.Content? {
    let list = form.spelling(of: form.required[0], in: object) ?? form.required[0]
    let opening = optionalString(object, "system", form).map { ChatTurn(.system, $0) }
    guard var turns = turns(object[list], list) else { return nil }
    if let opening {
      if let first = turns.first, first.role == .system && first.text.isEmpty {
        turns.removeFirst()
      }
      turns.insert(opening, at: 0)
    }
    return checked(turns)
  }

  /// TRL's conversational form: `prompt` and `completion` are lists of messages, and only what the
  /// second holds is learned.
  mutating func conversationalPrompt(_ object: JSONObject) -> TrainingRecord.Content? {
    let key = DataForm.promptCompletion.spelling(of: "completion", in: object) ?? "completion"
    let prompt = turns(object["prompt"], "prompt")
    let completion = turns(object[key], key)
    guard let prompt, let completion else { return nil }
    return checked(prompt.map { ChatTurn($0.role, $0.text, isTrained: false) } + completion)
  }

  private mutating func turns(_ value: JSONValue?, _ list: String) -> [ChatTurn]? {
    guard let messages = value?.array else {
      complain("'\(list)' must be a list, found \(value?.kind ?? "nothing")")
      return nil
    }
    guard !messages.isEmpty else {
      complain("'\(list)' is empty")
      return nil
    }
    let turns = messages.enumerated().compactMap { index, message in
      turn(message, "\(list)[\(index)]")
    }
    return complaints.isEmpty ? turns : nil
  }

  private mutating func turn(_ value: JSONValue, _ place: String) -> ChatTurn? {
    guard let message = value.object else {
      complain("\(place) must be an object, found \(value.kind)")
      return nil
    }
    if let key = message.duplicateKey { complain("\(place): '\(Printable(key))' occurs twice") }
    for member in message.members {
      if let reason = RefusedKeys.complaint(aboutMessages: member.key, member.value) {
        complain("\(place): \(reason)")
      }
    }
    let keys: MessageKeys = message[MessageKeys.sharegpt.role] == nil ? .messages : .sharegpt
    guard let role = role(message, place, keys) else { return nil }
    let text = text(message, place, keys, mayBeEmpty: role == .system)
    let isTrained = isTrained(message, place, role)
    return text.map { ChatTurn(role, $0, isTrained: isTrained) }
  }

  private mutating func role(
    _ message: JSONObject, _ place: String, _ keys: MessageKeys
  ) -> ChatRole? {
    guard let name = message[keys.role]?.string else {
      complain("\(place): '\(keys.role)' is missing or no string")
      return nil
    }
    guard let role = MessageKeys.roles[name] else {
      complain(
        "\(place): unknown \(keys.role) '\(Printable(name))'",
        hint: "known are " + MessageKeys.roles.keys.sorted().joined(separator: ", "))
      return nil
    }
    return role
  }

  private mutating func text(
    _ message: JSONObject, _ place: String, _ keys: MessageKeys, mayBeEmpty: Bool
  ) -> String? {
    let key = keys.text
    switch message[key] {
    case nil where mayBeEmpty && message.keys.contains(key): return ""
    case nil: complain("\(place): '\(key)' is missing")
    case .string(let text): return filled(text, place, key, mayBeEmpty)
    case .array(let parts):
      return joined(parts, "\(place).\(key)").flatMap { filled($0, place, key, mayBeEmpty) }
    case let value?: complain("\(place): '\(key)' must be a string, found \(value.kind)")
    }
    return nil
  }

  private mutating func filled(
    _ text: String, _ place: String, _ key: String, _ mayBeEmpty: Bool
  ) -> String? {
    guard text.isBlank else { return text }
    if mayBeEmpty { return "" }
    complain("\(place): '\(key)' is empty")
    return nil
  }

  /// OpenAI's content in parts: the texts one behind the other.
  private mutating func joined(_ parts: [JSONValue], _ place: String) -> String? {
    var text = ""
    for (index, part) in parts.enumerated() {
      let type = part.object?["type"]?.string
      guard type == nil || type == "text", let words = part.string ?? part.object?["text"]?.string
      else {
        let what = type.map { "a part of the type '\(Printable($0))'" } ?? part.kind
        complain(
          "\(place)[\(index)] is \(what), and lora-train trains on text alone",
          hint: "leave such examples out")
        return nil
      }
      text += words
    }
    return text
  }

  /// Whether the message is learned. Words about what only others say are no matter, unless they
  /// ask for learning it.
  private mutating func isTrained(
    _ message: JSONObject, _ place: String, _ role: ChatRole
  ) -> Bool {
    var isTrained = true
    for key in MessageMask.keys {
      guard let value = message[key] else { continue }
      switch MessageMask.reading(value) {
      case .masked: isTrained = false
      case .trained where role != .assistant:
        complain(
          "\(place): '\(key)' asks to learn what the \(role.rawValue) says",
          hint: "only answers are learned; train_on_prompt: true learns everything")
      case .trained: break
      case nil:
        complain(
          "\(place): '\(key)' is neither true nor false",
          hint: "weights between 0 and 1 are not read by lora-train yet")
      }
    }
    return isTrained
  }

  private mutating func checked(_ turns: [ChatTurn]) -> TrainingRecord.Content? {
    checkOrder(turns)
    guard turns.contains(where: { $0.role == .assistant && $0.isTrained }) else {
      if complaints.isEmpty {
        complain("no message is to be learned", hint: "remove the line from the data")
      }
      return nil
    }
    return .conversation(turns)
  }

  /// A system message first or none, then user and assistant in turn, the assistant last.
  private mutating func checkOrder(_ turns: [ChatTurn]) {
    let rest = turns.drop { $0.role == .system }
    guard rest.startIndex <= 1 else { return complain("there is more than one system message") }
    for (index, turn) in rest.enumerated() {
      let expected = index.isMultiple(of: 2) ? ChatRole.user : .assistant
      if turn.role != expected {
        return complain(
          "message \(rest.startIndex + index + 1) is from the \(turn.role.rawValue), "
            + "where the \(expected.rawValue) should speak",
          hint: "a system message first or none, then user and assistant in turn")
      }
    }
    if rest.last?.role != .assistant {
      complain("the conversation ends without an answer of the assistant")
    }
  }
}

/// How a message is spelled: its keys and its names of roles.
private struct MessageKeys {
  let role: String
  let text: String

  static let messages = MessageKeys(role: "role", text: "content")
  static let sharegpt = MessageKeys(role: "from", text: "value")

  static let roles: [String: ChatRole] = [
    "system": .system, "user": .user, "human": .user, "assistant": .assistant, "gpt": .assistant,
    "chatgpt": .assistant, "model": .assistant,
  ]
}
