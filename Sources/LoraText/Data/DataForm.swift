import LoraJSON

/// The forms a line of JSON may have, told apart by their keys.
enum DataForm: String, CaseIterable, Sendable {
  case tokens = "input_ids"
  case messages, sharegpt, alpaca, promptCompletion = "prompt/completion", text

  /// The keys without which it is none. Each stands for its other spellings too (`spellings`).
  var required: [String] {
    switch self {
    case .alpaca: ["instruction", "output"]
    case .sharegpt: ["conversations"]
    case .messages: ["messages"]
    case .promptCompletion: ["prompt", "completion"]
    case .text: ["text"]
    case .tokens: ["input_ids", "labels"]
    }
  }

  /// Further keys that are read where they stand.
  var optional: [String] {
    switch self {
    case .alpaca: ["input", "system"]
    case .sharegpt, .messages: ["system"]
    case .promptCompletion, .text, .tokens: []
    }
  }

  /// Other names that public data sets have for a key of a form: Dolly's `context` and `response`,
  /// `dialogue` for a conversation, `response` for what follows a prompt.
  static func spellings(of key: String, in form: DataForm) -> [String] {
    switch (form, key) {
    case (.alpaca, "output"): [key, "response"]
    case (.alpaca, "input"): [key, "context"]
    case (.alpaca, "system"), (.sharegpt, "system"), (.messages, "system"): [key, "system_prompt"]
    case (.sharegpt, "conversations"): [key, "conversation", "dialogue", "dialog"]
    case (.promptCompletion, "completion"): [key, "response"]
    default: [key]
    }
  }

  /// The spelling of `key` that `object` has.
  func spelling(of key: String, in object: JSONObject) -> String? {
    Self.spellings(of: key, in: self).first { object[$0] != nil }
  }

  /// Whether `object` has every key that the form needs.
  private func isWhole(in object: JSONObject) -> Bool {
    required.allSatisfy { spelling(of: $0, in: object) != nil }
  }

  /// The forms that `object` may have. Where some are there whole, the others' single keys are notes
  /// (the `prompt` beside UltraChat's `messages`), and so is `text`, which is then the same once
  /// more, rendered.
  static func found(in object: JSONObject) -> [DataForm] {
    let whole = allCases.filter { $0.isWhole(in: object) }
    guard whole.isEmpty else { return whole.count > 1 ? whole.filter { $0 != .text } : whole }
    return allCases.filter { form in form.required.contains { object[$0] != nil } }
  }
}

// MARK: Misspelled keys

extension DataForm {
  /// The known key that one of `keys` was probably meant to be.
  static func nearest(to keys: [String]) -> (written: String, meant: String)? {
    nearest(to: keys, among: allCases.flatMap(\.required))
  }

  /// Of the keys that this form does not read, one that is probably a misspelling of one that it
  /// does. Others (`id`, `source`, `conversation_id`) are the user's own notes.
  func misspelling(in keys: [String]) -> (written: String, meant: String)? {
    let known = required + optional
    let read = known.flatMap { Self.spellings(of: $0, in: self) }
    return Self.nearest(to: keys.filter { !read.contains($0) }, among: known)
  }

  private static func nearest(
    to keys: [String], among known: [String]
  ) -> (written: String, meant: String)? {
    let pairs = keys.flatMap { key in
      known.filter { !isComposed(key, from: $0) }
        .map { (key, $0, key.lowercased().distance(to: $0)) }
    }
    guard let best = pairs.min(by: { $0.2 < $1.2 }), best.2 <= (best.1.count + 1) / 3 else {
      return nil
    }
    return (best.0, best.1)
  }

  /// Whether `key` is a word put together with another (`message_id`, `messageId`, `text_length`),
  /// which nobody writes by mistake for `known`.
  private static func isComposed(_ key: String, from known: String) -> Bool {
    guard key.lowercased().distance(to: known) > 1, !known.contains("_") else { return false }
    return key.contains("_") || key.lowercased().hasSuffix("id")
  }
}

extension String {
  /// How many letters must be inserted, removed or replaced to get `other`.
  fileprivate func distance(to other: String) -> Int {
    let target = Array(other.utf8)
    var row = Array(0...target.count)
    for (index, byte) in utf8.prefix(64).enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in target.indices {
        let replaced = diagonal + (byte == target[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = Swift.min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[target.count]
  }
}
