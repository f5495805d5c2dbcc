import ArgumentParser
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
      var number = 0
      while let line = readLine(strippingNewline: true) {
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
