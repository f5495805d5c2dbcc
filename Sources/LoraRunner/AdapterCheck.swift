import LoraWeights
import LoraYAML

/// Whether the weights that a trainer left can be used: they parse, hold something and are finite.
enum AdapterCheck {
  static func finding(in collection: Collection) -> AdapterFinding {
    if collection.adapters.isEmpty { return .missing }
    for file in collection.adapters {
      if let why = problem(of: file) { return .unusable("\(file.path): \(why)") }
    }
    return .usable
  }

  private static func problem(of file: Collection.File) -> String? {
    do {
      let weights = try SafetensorsFile(path: file.source)
      if weights.tensors.isEmpty { return "the adapter holds no tensor" }
      return try weights.firstNonFinite().map {
        "tensor \($0.printable) is not finite (NaN or infinity)"
      }
    } catch {
      return "the adapter cannot be read: \(error.problem)"
    }
  }
}
