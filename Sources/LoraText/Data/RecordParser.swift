import LoraJSON

/// Turns one JSON value into a record's content, or says everything that is wrong with it.
struct RecordParser {
  /// What is wrong, and the way out.
  struct Complaint {
    let message: String
    var hint: String?
  }

  private(set) var complaints: [Complaint] = []

  mutating func complain(_ message: String, hint: String? = nil) {
    complaints.append(Complaint(message: message, hint: hint))
  }

  /// The form and content of `value`; nil content when there are complaints.
  mutating func parse(_ value: JSONValue) -> (form: DataForm?, content: TrainingRecord.Content?) {
    guard let object = value.object else {
      complain(
        "expected an object in braces, found \(value.kind)",
        hint: value.array == nil ? nil : "a list of objects belongs in a .json file")
      return (nil, nil)
    }
    if let key = object.duplicateKey { complain("the key '\(Printable(key))' occurs twice") }
    for key in object.keys where DataForm.unread.contains(key) {
      complain("the key '\(key)' is not read by lora-train yet", hint: "remove it from the data")
    }
    guard let form = form(of: object) else { return (nil, nil) }
    if let (written, meant) = form.misspelling(in: object.keys) {
      complain("unknown key '\(Printable(written))'", hint: "did you mean '\(meant)'?")
    }
    let content = content(of: object, form)
    return (form, complaints.isEmpty ? content : nil)
  }

  private mutating func form(of object: JSONObject) -> DataForm? {
    let forms = DataForm.found(in: object.keys)
    if forms.count == 1 { return forms[0] }
    if forms.count > 1 {
      let names = forms.map { "\($0.rawValue) ('\($0.required.filter(object.keys.contains)[0])')" }
      complain(
        "the line mixes the forms \(names.joined(separator: " and "))",
        hint: "keep the keys of one form")
    } else if let (written, meant) = DataForm.nearest(to: object.keys) {
      complain("unknown key '\(Printable(written))'", hint: "did you mean '\(meant)'?")
    } else {
      complain(
        object.keys.isEmpty
          ? "the object is empty" : "no known form has the key '\(Printable(object.keys[0]))'",
        hint: "known are: instruction/input/output, conversations, messages, "
          + "prompt/completion, text, input_ids/labels")
    }
    return nil
  }

  private mutating func content(
    of object: JSONObject, _ form: DataForm
  ) -> TrainingRecord.Content? {
    switch form {
    case .text: return string(object, "text").map { .text($0) }
    case .promptCompletion:
      let prompt = string(object, "prompt")
      let completion = string(object, "completion")
      guard let prompt, let completion else { return nil }
      return .prompt(prompt, completion: completion)
    case .alpaca: return instruction(object)
    case .messages: return conversation(object, list: "messages", keys: .messages)
    case .sharegpt: return conversation(object, list: "conversations", keys: .sharegpt)
    case .tokens: return tokens(object)
    }
  }

  private mutating func instruction(_ object: JSONObject) -> TrainingRecord.Content? {
    let instruction = string(object, "instruction")
    let output = string(object, "output")
    let input = optionalString(object, "input")
    let system = optionalString(object, "system")
    guard let instruction, let output else { return nil }
    return .instruction(instruction, input: input ?? "", output: output, system: system)
  }

  // MARK: Values

  /// A text with something in it.
  mutating func string(_ object: JSONObject, _ key: String) -> String? {
    switch object[key] {
    case nil: complain("'\(key)' is missing")
    case .string(let text) where text.isBlank: complain("'\(key)' is empty")
    case .string(let text): return text
    case let value?: complain("'\(key)' must be a string, found \(value.kind)")
    }
    return nil
  }

  private mutating func optionalString(_ object: JSONObject, _ key: String) -> String? {
    switch object[key] {
    case nil: break
    case .string(let text): return text.isBlank ? nil : text
    case let value?: complain("'\(key)' must be a string, found \(value.kind)")
    }
    return nil
  }
}
