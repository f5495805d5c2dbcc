import FoundationEssentials
import LoraModels
import LoraWeights

/// JSONL data that holds token ids already: `{"input_ids": […], "labels": […]}` a line.
///
/// A label of -100 is left out of the loss, as in transformers; without labels every id is learnt.
struct TokenLines {
  let path: String
  let vocabularySize: Int
  let maxLength: Int

  func examples(_ text: String) throws(Failure) -> [TokenExample] {
    var examples: [TokenExample] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { !$0.isWhitespace }) {
      examples.append(try example(String(line), number: index + 1))
    }
    return examples
  }

  private func example(_ line: String, number: Int) throws(Failure) -> TokenExample {
    func broken(_ reason: String) -> Failure {
      Failure(.badData, rendered: ["\(path):\(number): error: \(reason)"])
    }
    let json: LoraWeights.JSONValue
    do { json = try LoraWeights.JSONValue(parsing: line) } catch { throw broken("\(error)") }
    guard let ids = integers(json["input_ids"]), !ids.isEmpty else {
      throw broken("'input_ids' is no list of token ids")
    }
    let labels = json["labels"] == nil ? ids : integers(json["labels"])
    guard let labels, labels.count == ids.count else {
      throw broken("'labels' is no list of \(ids.count) token ids")
    }
    let valid = 0..<vocabularySize
    guard ids.allSatisfy(valid.contains), labels.allSatisfy({ $0 == -100 || valid.contains($0) })
    else { throw broken("a token id is outside the model's vocabulary of \(vocabularySize)") }
    let example = TokenExample(
      tokens: Array(ids.prefix(maxLength)),
      labels: labels.prefix(maxLength).map { $0 == -100 ? nil : $0 })
    guard example.labelCount > 0 else { throw broken("no token of this example is trained") }
    return example
  }

  private func integers(_ value: LoraWeights.JSONValue?) -> [Int]? {
    guard let elements = value?.array else { return nil }
    let integers = elements.compactMap(\.integer)
    return integers.count == elements.count ? integers : nil
  }
}
