import ArgumentParser
import Glibc
import LoraJSON
import LoraText
import LoraWeights

struct Tokenize: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the token ids of each line of standard input as a JSON array.",
    discussion: """
      Examples:
        lora-train tokenize --model models/SmolLM2 < lines.txt
        echo '"two\\nlines"' | lora-train tokenize --model base.gguf --json-strings
      """)

  @Option(help: "A Hugging Face folder or a GGUF file.")
  var model: String

  @Flag(help: "Each line is a JSON string, so that it may hold line breaks.")
  var jsonStrings = false

  @Flag(help: "Leave out the special tokens that the tokenizer puts around a text.")
  var noSpecialTokens = false

  func run() throws {
    try reportingFailures {
      let tokenizer = try Tokenizer.load(modelPath: model)
      let lines = InputLines()
      var number = 0
      while let line = lines.next() {
        number += 1
        let tokens = tokenizer.encode(
          try text(of: line, number), addSpecialTokens: !noSpecialTokens)
        print("[" + tokens.map { String($0.id) }.joined(separator: ",") + "]")
      }
    }
  }

  private func text(of line: String, _ number: Int) throws(Failure) -> String {
    guard jsonStrings else { return line }
    guard let text = (try? JSONValue(parsing: line))?.string else {
      throw Failure(.badData, "line \(number) is not a JSON string")
    }
    return text
  }
}

/// Standard input by lines. A carriage return before the line feed stays, for it is text too.
private struct InputLines {
  private let input = fdopen(STDIN_FILENO, "r")

  func next() -> String? {
    guard let input else { return nil }
    var buffer: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(buffer) }
    var count = getline(&buffer, &capacity, input)
    guard count > 0, let buffer else { return nil }
    if buffer[count - 1] == 0x0A { count -= 1 }
    return String(decoding: UnsafeRawBufferPointer(start: buffer, count: count), as: UTF8.self)
  }
}
