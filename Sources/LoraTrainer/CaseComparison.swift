import FoundationEssentials
import LoraNames
import LoraWeights

/// How far one computed quantity is from the expected one, against its mark.
public struct Deviation: Sendable, Equatable {
  public let name: String
  public let value: Double
  public let mark: Double

  public var passes: Bool { value <= mark }
}

/// A case's result beside its `expected.safetensors`.
public struct CaseComparison {
  private let computed: NameMap<StoredTensor>
  private let expected: SafetensorsFile
  private let golden: GoldenCase

  /// The path of a case's expected results; nil when it has none.
  public static func expectedPath(_ golden: GoldenCase) -> String? {
    let path = golden.folder + "/expected.safetensors"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  public init(
    _ run: CaseRun, _ golden: GoldenCase, expected path: String
  ) throws(GoldenCaseError) {
    computed = NameMap(run.tensors.map { ($0.name, $0) })
    self.golden = golden
    do throws(WeightsError) { expected = try SafetensorsFile(path: path) } catch {
      throw .weights(error)
    }
  }

  /// One deviation for each kind of result.
  public func deviations() throws(GoldenCaseError) -> [Deviation] {
    let gradients = computed.names.filter { $0.begins(with: "grad.") }
    let finals = computed.names.filter { $0.begins(with: "final.") }
    var worstGradient = 0.0
    for name in gradients { worstGradient = max(worstGradient, try relativeToLargest(name)) }
    var worstFinal = 0.0
    for name in finals { worstFinal = max(worstFinal, try largestDifference(name)) }
    return [
      Deviation(name: "losses", value: try largestDifference("losses"), mark: 5e-5),
      Deviation(name: "grad_norms", value: try relative("grad_norms"), mark: 1e-4),
      Deviation(name: "loss_after", value: try largestDifference("loss_after"), mark: 5e-5),
      Deviation(name: "step1.logits", value: try relativeToLargest("step1.logits"), mark: 1e-4),
      Deviation(name: "step-1 gradients", value: worstGradient, mark: 1e-4),
      Deviation(name: "final weights", value: worstFinal, mark: 2 * golden.options.learningRate),
      Deviation(name: "whole update", value: try update(finals), mark: 1e-3),
    ]
  }

  /// Computed and expected numbers side by side; logits at padded positions are left out.
  private func pairs(_ name: String) throws(GoldenCaseError) -> [(Double, Double)] {
    guard let ours = computed[name] else {
      throw .broken(path: expected.path, reason: "'\(name)' was not computed")
    }
    let theirs: StoredTensor
    do throws(WeightsError) { theirs = try expected.tensor(name) } catch { throw .weights(error) }
    guard theirs.shape == ours.shape, theirs.elementType.isWeight else {
      throw .broken(
        path: expected.path,
        reason: "'\(name)' has shape \(theirs.shape), expected \(ours.shape) in floating point")
    }
    let all = zip(ours.floats(), theirs.floats()).map { (Double($0), Double($1)) }
    guard name == "step1.logits" else { return all }
    let width = ours.columns
    return golden.firstBatch.enumerated().flatMap { row, example in
      let first = row * golden.stored.positions * width
      return all[first..<first + example.tokens.count * width]
    }
  }

  private func largestDifference(_ name: String) throws(GoldenCaseError) -> Double {
    Self.largest(try pairs(name).map { $0 - $1 })
  }

  private func relative(_ name: String) throws(GoldenCaseError) -> Double {
    Self.largest(try pairs(name).map { ($0 - $1) / $1 })
  }

  /// The largest difference in units of the largest expected magnitude.
  private func relativeToLargest(_ name: String) throws(GoldenCaseError) -> Double {
    let pairs = try pairs(name)
    let largest = Self.largest(pairs.map(\.1))
    return Self.largest(pairs.map { $0 - $1 }) / (largest > 0 ? largest : 1)
  }

  /// ‖Δ - Δref‖ / ‖Δref‖ over all weights, Δ = final - initial.
  private func update(_ finals: [String]) throws(GoldenCaseError) -> Double {
    var (error, total) = (0.0, 0.0)
    for name in finals {
      let initial: StoredTensor
      do throws(WeightsError) {
        initial = try golden.start.weights.tensor(String(name.dropFirst("final.".count)))
      } catch { throw .weights(error) }
      for ((ours, theirs), start) in zip(try pairs(name), initial.floats()) {
        error += (ours - theirs) * (ours - theirs)
        total += (theirs - Double(start)) * (theirs - Double(start))
      }
    }
    return (error / total).squareRoot()
  }

  /// The largest magnitude; NaN anywhere makes it infinite, so that nothing passes by accident.
  private static func largest(_ values: [Double]) -> Double {
    values.reduce(0) { $1.isNaN ? .infinity : max($0, abs($1)) }
  }
}
