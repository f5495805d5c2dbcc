import LoraNames
import LoraWeights

/// A Hugging Face folder's weights: `model.safetensors`, or the shards that its index names.
struct SafetensorsWeights: WeightSource {
  private let folder: String
  private let shards: [SafetensorsFile]
  private let indexFile: String?

  static let single = "model.safetensors"
  static let index = "model.safetensors.index.json"

  init(folder: String) throws(FamilyError) {
    self.folder = folder
    if isFile(folder + "/" + Self.single) {
      shards = [try Self.open(folder + "/" + Self.single)]
      indexFile = nil
      return
    }
    let path = folder + "/" + Self.index
    indexFile = path
    var shards: [SafetensorsFile] = []
    for name in try Self.shardNames(path) { shards.append(try Self.open(folder + "/" + name)) }
    self.shards = shards
  }

  private static func open(_ path: String) throws(FamilyError) -> SafetensorsFile {
    do throws(WeightsError) { return try SafetensorsFile(path: path) } catch {
      throw .weights(error)
    }
  }

  private static func shardNames(_ path: String) throws(FamilyError) -> [String] {
    guard let map = try readJSON(path)["weight_map"]?.object, !map.members.isEmpty else {
      throw .malformed(path: path, reason: "there is no 'weight_map'")
    }
    let names = map.members.map { $0.value.string ?? "" }
    guard names.allSatisfy({ !$0.isEmpty && !$0.holds("/") && $0.ends(with: ".safetensors") })
    else {
      throw .malformed(
        path: path, reason: "'weight_map' names something that is no shard beside it")
    }
    return NameSet(names).inByteOrder()
  }

  var files: [String] { (indexFile.map { [$0] } ?? []) + shards.map(\.path) }

  var tensorCount: Int { shards.reduce(0) { $0 + $1.tensors.count } }

  func header(of name: String) -> (elementType: ElementType, shape: [Int])? {
    find(name).map { ($0.elementType, $0.shape) }
  }

  func tensor(_ name: String) throws(WeightsError) -> StoredTensor {
    guard let tensor = find(name) else {
      throw WeightsError(path: indexFile ?? folder + "/" + Self.single, .missingTensor(name))
    }
    return tensor
  }

  private func find(_ name: String) -> StoredTensor? {
    for shard in shards {
      if let tensor = shard.tensors[name] { return tensor }
    }
    return nil
  }
}
