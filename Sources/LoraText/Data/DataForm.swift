/// The forms a line of JSON may have, told apart by their keys.
enum DataForm: String, CaseIterable, Sendable {
  case alpaca, sharegpt, messages, promptCompletion = "prompt/completion", text, tokens =
    "input_ids"

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

  /// Keys that would change what is trained, but are not read: refused, never ignored.
  static let unread = [
    "history", "tools", "functions", "tool_calls", "chosen", "rejected", "weight", "images",
    "attention_mask", "position_ids",
  ]

  /// The forms whose keys are among `keys`.
  static func found(in keys: [String]) -> [DataForm] {
    allCases.filter { form in form.required.contains { keys.contains($0) } }
  }

  /// The known key that one of `keys` was probably meant to be.
  static func nearest(to keys: [String]) -> (written: String, meant: String)? {
    nearest(to: keys, among: allCases.flatMap(\.required))
  }

  /// Of the keys that this form does not read, one that is probably a misspelling of one that it
  /// does. Others (`id`, `source`) are the user's own notes.
  func misspelling(in keys: [String]) -> (written: String, meant: String)? {
    let known = required + optional
    return Self.nearest(to: keys.filter { !known.contains($0) }, among: known)
  }

  private static func nearest(
    to keys: [String], among known: [String]
  ) -> (written: String, meant: String)? {
    let pairs = keys.flatMap { key in known.map { (key, $0, key.lowercased().distance(to: $0)) } }
    guard let best = pairs.min(by: { $0.2 < $1.2 }), best.2 <= (best.1.count + 1) / 3 else {
      return nil
    }
    return (best.0, best.1)
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
