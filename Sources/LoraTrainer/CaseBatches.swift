import LoraModels
import LoraWeights

/// `inputs.safetensors` of a text case: ids, mask and labels, I64 [steps, batch, positions].
///
/// Padding, which is told by the mask, ends here: an example holds a sequence's own positions.
struct CaseBatches {
  let path: String
  let steps: Int
  let batch: Int
  let positions: Int
  let examples: [TokenExample]

  init(path: String, vocabulary: Int) throws(GoldenCaseError) {
    self.path = path
    let file: SafetensorsFile
    do throws(WeightsError) { file = try SafetensorsFile(path: path) } catch {
      throw .weights(error)
    }
    let (shape, ids) = try Self.integers("input_ids", file)
    guard shape.count == 3, !ids.isEmpty else {
      throw .broken(path: path, reason: "'input_ids' has shape \(shape), expected three dimensions")
    }
    (steps, batch, positions) = (shape[0], shape[1], shape[2])
    let labels = try Self.integers("labels", file, like: shape)
    let mask = try Self.integers("attention_mask", file, like: shape)
    guard ids.allSatisfy({ 0 <= $0 && $0 < vocabulary }) else {
      throw .broken(path: path, reason: "'input_ids' holds an id outside the vocabulary")
    }
    guard labels.allSatisfy({ $0 == -100 || (0 <= $0 && $0 < vocabulary) }) else {
      throw .broken(path: path, reason: "'labels' holds an id outside the vocabulary")
    }
    var examples: [TokenExample] = []
    for first in stride(from: 0, to: ids.count, by: positions) {
      let row = first..<first + positions
      let length = mask[row].firstIndex(of: 0).map { $0 - first } ?? positions
      let own = first..<first + length
      guard length > 0, mask[own].allSatisfy({ $0 == 1 }),
        mask[own.upperBound..<row.upperBound].allSatisfy({ $0 == 0 })
      else {
        throw .broken(path: path, reason: "'attention_mask' is not ones, then zeros")
      }
      guard labels[own.upperBound..<row.upperBound].allSatisfy({ $0 == -100 }) else {
        throw .broken(path: path, reason: "'labels' names an id at a padded position")
      }
      examples.append(
        TokenExample(tokens: Array(ids[own]), labels: labels[own].map { $0 == -100 ? nil : $0 }))
    }
    self.examples = examples
  }

  private static func integers(
    _ name: String, _ file: SafetensorsFile
  ) throws(GoldenCaseError) -> (shape: [Int], [Int]) {
    let tensor: StoredTensor
    do throws(WeightsError) { tensor = try file.tensor(name) } catch { throw .weights(error) }
    guard let integers = tensor.integers() else {
      throw .broken(path: file.path, reason: "'\(name)' does not hold integers")
    }
    return (tensor.shape, integers)
  }

  private static func integers(
    _ name: String, _ file: SafetensorsFile, like shape: [Int]
  ) throws(GoldenCaseError) -> [Int] {
    let (found, integers) = try integers(name, file)
    guard found == shape else {
      throw .broken(path: file.path, reason: "'\(name)' has shape \(found), expected \(shape)")
    }
    return integers
  }
}
