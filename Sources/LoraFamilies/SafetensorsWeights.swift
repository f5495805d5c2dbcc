import LoraNames
import LoraWeights

/// A Hugging Face folder's weights: `model.safetensors`, or the shards that its index names.
struct SafetensorsWeights: WeightSource {
  private let folder: String
  private let shards: [SafetensorsFile]
  private let indexFile: String?
  /// Each tensor's place among the shards, where an index tells.
  private let places: NameMap<Int>

  static let single = "model.safetensors"
  static let index = "model.safetensors.index.json"

  init(folder: String) throws(FamilyError) {
    self.folder = folder
    if isFile(folder + "/" + Self.single) {
      shards = [try Self.open(folder + "/" + Self.single)]
      indexFile = nil
      places = [:]
      return
    }
    let path = folder + "/" + Self.index
    indexFile = path
    let map = try Self.weightMap(path)
    let names = NameSet(map.map(\.shard)).inByteOrder()
    var shards: [SafetensorsFile] = []
    for name in names { shards.append(try Self.open(folder + "/" + name)) }
    self.shards = shards
    let numbers = NameMap(names.enumerated().map { ($1, $0) })
    places = NameMap(map.map { ($0.tensor, numbers[$0.shard] ?? 0) })
    for (tensor, shard) in map where shards[numbers[shard] ?? 0].tensors[tensor] == nil {
      throw .malformed(
        path: path, reason: "'weight_map' says that \(shard) holds '\(tensor)', and it does not")
    }
  }

  private static func open(_ path: String) throws(FamilyError) -> SafetensorsFile {
    do throws(WeightsError) { return try SafetensorsFile(path: path) } catch {
      throw .weights(error)
    }
  }

  private static func weightMap(
    _ path: String
  ) throws(FamilyError) -> [(tensor: String, shard: String)] {
    guard let map = try readJSON(path)["weight_map"]?.object, !map.members.isEmpty else {
      throw .malformed(path: path, reason: "there is no 'weight_map'")
    }
    let pairs = map.members.map { (tensor: $0.key, shard: $0.value.string ?? "") }
    guard
      pairs.allSatisfy({
        !$0.shard.isEmpty && !$0.shard.holds("/") && $0.shard.ends(with: ".safetensors")
      })
    else {
      throw .malformed(
        path: path, reason: "'weight_map' names something that is no shard beside it")
    }
    return pairs
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
    guard indexFile != nil else { return shards[0].tensors[name] }
    return places[name].flatMap { shards[$0].tensors[name] }
  }
}
