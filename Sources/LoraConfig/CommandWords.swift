import LoraNames

/// A trainer's command as words: split the way a POSIX shell splits, but nothing is expanded and
/// no shell runs.
enum CommandWords {
  /// The words of a command that has `{config}` in one of them.
  static func template(_ text: String) throws(Complaint) -> [String] {
    let words = try split(text)
    guard let program = words.first, !program.isEmpty else { throw Complaint("names no program") }
    guard words.contains(where: { $0.parts(around: "{config}").count > 1 }) else {
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
    var word: String.UnicodeScalarView?
    var quote: Unicode.Scalar?
    var rest = text.unicodeScalars[...]
    func add(_ scalars: Unicode.Scalar...) { word = (word ?? .init()) + scalars }
    while let scalar = rest.popFirst() {
      switch (quote, scalar) {
      case (let open?, _) where scalar == open: quote = nil
      case ("'", _): add(scalar)
      case (nil, "'"), (nil, "\""):
        quote = scalar
        add()
      case (_, "\\"):
        guard let next = rest.popFirst() else { throw Complaint("ends with a lone '\\'") }
        if quote != nil, next != "\"", next != "\\" { add(scalar) }
        add(next)
      case (nil, _) where scalar.properties.isWhitespace:
        if let ended = word { words.append(String(ended)) }
        word = nil
      default: add(scalar)
      }
    }
    guard quote == nil else { throw Complaint("has a quote that is never closed") }
    if let word { words.append(String(word)) }
    return words
  }
}
