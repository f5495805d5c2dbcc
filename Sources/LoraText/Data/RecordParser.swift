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
      complain("expected an object in braces, found \(value.kind)")
      return (nil, nil)
    }
    if let key = object.duplicateKey { complain("the key '\(Printable(key))' occurs twice") }
    let hasBetter = object["chosen"] != nil
    for member in object.members where !(hasBetter && member.key.hasPrefix("rejected")) {
      if let complaint = RefusedKeys.complaint(about: member.key, member.value) {
        complaints.append(complaint)
      }
    }
    guard complaints.isEmpty, let form = form(of: object) else { return (nil, nil) }
    if let (written, meant) = form.misspelling(in: object.filledKeys) {
      complain("unknown key '\(Printable(written))'", hint: "did you mean '\(meant)'?")
    }
    let content = content(of: object, form)
    return (form, complaints.isEmpty ? content : nil)
  }

  private mutating func form(of object: JSONObject) -> DataForm? {
    let forms = DataForm.found(in: object)
    if forms.count == 1 { return forms[0] }
    let keys = object.filledKeys
    if forms.count > 1 {
      let names = forms.map { form in
        "\(form.rawValue) ('\(form.required.compactMap { form.spelling(of: $0, in: object) }[0])')"
      }
      complain(
        "the line mixes the forms \(names.joined(separator: " and "))",
        hint: "keep the keys of one form")
    } else if let (written, meant) = DataForm.nearest(to: keys) {
      complain("unknown key '\(Printable(written))'", hint: "did you mean '\(meant)'?")
    } else {
      complain(
        keys.isEmpty ? "the object is empty" : "no known form has the key '\(Printable(keys[0]))'",
        hint: "known are: instruction/input/output, conversations, messages, "
          + "prompt/completion, text, input_ids/labels; rename the keys to one of them")
    }
    return nil
  }

  private mutating func content(
    of object: JSONObject, _ form: DataForm
  ) -> TrainingRecord.Content? {
    switch form {
    case .text: return text(object)
    case .promptCompletion: return promptCompletion(object)
    case .alpaca: return instruction(object)
    case .messages, .sharegpt: return conversation(object, form)
    case .tokens: return tokens(object)
    }
  }

  private mutating func text(_ object: JSONObject) -> TrainingRecord.Content? {
    if object["role"] != nil, object.keys.contains("parent_id") {
      complain(
        "this is one message of a tree of conversations (OpenAssistant), not an example",
        hint: "put each path through the tree into a line of messages")
      return nil
    }
    return string(object, "text", .text).map { .text($0) }
  }

  private mutating func promptCompletion(_ object: JSONObject) -> TrainingRecord.Content? {
    if object["prompt"]?.array != nil || object["completion"]?.array != nil {
      return conversationalPrompt(object)
    }
    let prompt = string(object, "prompt", .promptCompletion)
    let completion = string(object, "completion", .promptCompletion)
    guard let prompt, let completion else { return nil }
    return .prompt(prompt, completion: completion)
  }

  private mutating func instruction(_ object: JSONObject) -> TrainingRecord.Content? {
    let instruction = string(object, "instruction", .alpaca)
    let output = string(object, "output", .alpaca)
    let input = optionalString(object, "input", .alpaca)
    let system = optionalString(object, "system", .alpaca)
    guard let instruction, let output else { return nil }
    return .instruction(instruction, input: input ?? "", output: output, system: system)
  }

  // MARK: Values

  /// A text with something in it.
  private mutating func string(_ object: JSONObject, _ key: String, _ form: DataForm) -> String? {
    let key = form.spelling(of: key, in: object) ?? key
    switch object[key] {
    case nil: complain("'\(key)' is missing")
    case .string(let text) where text.isBlank: complain("'\(key)' is empty")
    case .string(let text): return text
    case let value?: complain("'\(key)' must be a string, found \(value.kind)")
    }
    return nil
  }

  /// Nil for a blank one.
  mutating func optionalString(_ object: JSONObject, _ key: String, _ form: DataForm) -> String? {
    let key = form.spelling(of: key, in: object) ?? key
    switch object[key] {
    case nil: break
    case .string(let text): return text.isBlank ? nil : text
    case let value?: complain("'\(key)' must be a string, found \(value.kind)")
    }
    return nil
  }
}

extension JSONObject {
  /// The keys that say something: an exporter writes null for what a row has not.
  fileprivate var filledKeys: [String] { members.filter { $0.value != .null }.map(\.key) }
}
