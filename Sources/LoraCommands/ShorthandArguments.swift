/// What Git's users type by habit and the parser does not know.
enum ShorthandArguments {
  /// `git lora log -5` is `git lora log -n 5`.
  static func expanded(_ words: [String]) -> [String] {
    guard words.first == "log" else { return words }
    var isOption = true
    return words.flatMap { word -> [String] in
      if word == "--" { isOption = false }
      let digits = word.utf8.dropFirst()
      guard isOption, word.utf8.first == UInt8(ascii: "-"), !digits.isEmpty,
        digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
      else { return [word] }
      return ["-n", String(word.dropFirst())]
    }
  }
}
