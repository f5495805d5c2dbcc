import LoraWeights
import LoraYAML

/// Whether the weights that a trainer left can be used: they parse, hold something and are finite.
enum AdapterCheck {
  static func finding(in collection: Collection) -> AdapterFinding {
    if collection.adapters.isEmpty { return .missing }
    for file in collection.adapters {
      if let why = problem(ofFile: file.source) { return .unusable("\(file.path): \(why)") }
    }
    return .usable
  }

  /// Why a file of weights cannot be used; nil when it can.
  static func problem(ofFile path: String) -> String? {
    do {
      let weights = try SafetensorsFile(path: path)
      if weights.tensors.isEmpty { return "the adapter holds no tensor" }
      return try weights.firstNonFinite().map {
        "tensor \($0.printable) is not finite (NaN or infinity)"
      }
    } catch {
      return "the adapter cannot be read: \(error.problem)"
    }
  }
}
