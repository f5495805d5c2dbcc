/// A trainer's command as words: split the way a POSIX shell splits, but nothing is expanded and
/// no shell runs.
enum CommandWords {
  /// The words of a command that has `{config}` in one of them.
  static func template(_ text: String) throws(Complaint) -> [String] {
    let words = try split(text)
    guard let program = words.first, !program.isEmpty else { throw Complaint("names no program") }
    guard words.contains(where: { $0.contains("{config}") }) else {
      throw Complaint(
        "does not say where the config goes: '\(text.shortened)'",
        hint:
          "put {config} where the trainer takes the file, as in `python train.py --config {config}`"
      )
    }
    return words
  }

  static func split(_ text: String) throws(Complaint) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = text[...]
    while let character = rest.popFirst() {
      switch (quote, character) {
      case (let open?, _) where character == open: quote = nil
      case ("'", _): word = (word ?? "") + String(character)
      case (nil, "'"), (nil, "\""):
        quote = character
        word = word ?? ""
      case (_, "\\"):
        guard let next = rest.popFirst() else { throw Complaint("ends with a lone '\\'") }
        let kept = quote == nil || next == "\"" || next == "\\" ? "" : "\\"
        word = (word ?? "") + kept + String(next)
      case (nil, _) where character.isWhitespace:
        if let ended = word { words.append(ended) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    guard quote == nil else { throw Complaint("has a quote that is never closed") }
    if let word { words.append(word) }
    return words
  }
}
