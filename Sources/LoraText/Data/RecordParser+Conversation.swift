import LoraJSON

/// How a form spells a message: its keys and its names of roles.
struct MessageKeys {
  let role: String
  let text: String
  let roles: [(name: String, role: ChatRole)]

  static let messages = MessageKeys(
    role: "role", text: "content",
    roles: [("system", .system), ("user", .user), ("assistant", .assistant)])

  static let sharegpt = MessageKeys(
    role: "from", text: "value",
    roles: [
      ("system", .system), ("human", .user), ("user", .user), ("gpt", .assistant),
      ("assistant", .assistant),
    ])
}

extension RecordParser {
  mutating func conversation(
    _ object: JSONObject, list: String, keys: MessageKeys
  ) -> TrainingRecord.Content? {
    guard let messages = object[list]?.array else {
      complain("'\(list)' must be a list, found \(object[list]?.kind ?? "nothing")")
      return nil
    }
    guard !messages.isEmpty else {
      complain("'\(list)' is empty")
      return nil
    }
    var turns: [ChatTurn] = []
    if let system = object["system"] {
      guard let text = system.string else {
        complain("'system' must be a string, found \(system.kind)")
        return nil
      }
      if !text.isBlank { turns.append(ChatTurn(.system, text)) }
    }
    for (index, message) in messages.enumerated() {
      if let turn = turn(message, "\(list)[\(index)]", keys) { turns.append(turn) }
    }
    guard complaints.isEmpty else { return nil }
    checkOrder(turns)
    return .conversation(turns)
  }

  private mutating func turn(
    _ value: JSONValue, _ place: String, _ keys: MessageKeys
  ) -> ChatTurn? {
    guard let message = value.object else {
      complain("\(place) must be an object, found \(value.kind)")
      return nil
    }
    if let key = message.duplicateKey { complain("\(place): '\(Printable(key))' occurs twice") }
    for key in message.keys where DataForm.unread.contains(key) {
      complain("\(place): the key '\(key)' is not read by lora-train yet")
    }
    let role = role(message, place, keys)
    let text = text(message, place, keys)
    guard let role, let text else { return nil }
    return ChatTurn(role, text)
  }

  private mutating func role(
    _ message: JSONObject, _ place: String, _ keys: MessageKeys
  ) -> ChatRole? {
    guard let name = message[keys.role]?.string else {
      complain("\(place): '\(keys.role)' is missing or no string")
      return nil
    }
    guard let role = keys.roles.first(where: { $0.name == name })?.role else {
      complain(
        "\(place): unknown \(keys.role) '\(Printable(name))'",
        hint: "known are " + keys.roles.map(\.name).joined(separator: ", "))
      return nil
    }
    return role
  }

  private mutating func text(
    _ message: JSONObject, _ place: String, _ keys: MessageKeys
  ) -> String? {
    switch message[keys.text] {
    case nil: complain("\(place): '\(keys.text)' is missing")
    case .string(let text) where text.isBlank: complain("\(place): '\(keys.text)' is empty")
    case .string(let text): return text
    case let value?: complain("\(place): '\(keys.text)' must be a string, found \(value.kind)")
    }
    return nil
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
