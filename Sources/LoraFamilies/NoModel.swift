import LoraNames
import LoraWeights

/// What stands at a path that holds no usable model, in words that lead on.
extension BaseModel {
  static func noModel(inFolder path: String) -> FamilyError {
    if isFile(path + "/model_index.json") {
      return .notAModel(
        path: path, reason: "this is an image model (diffusers); a language model is needed")
    }
    return .notAModel(
      path: path,
      reason: "this folder holds no config.json; name a Hugging Face model folder or a GGUF file")
  }

  static func noWeights(inFolder path: String) -> FamilyError {
    if isFile(path + "/pytorch_model.bin") || isFile(path + "/pytorch_model.bin.index.json") {
      return .notAModel(
        path: path,
        reason: "the weights are a Python pickle, which is never opened; "
          + "convert them to model.safetensors")
    }
    return .notAModel(
      path: path,
      reason: "this folder holds neither model.safetensors nor model.safetensors.index.json")
  }

  static func noModel(inFile path: String) -> FamilyError {
    let file: MappedFile
    do throws(WeightsError) { file = try MappedFile(path: path) } catch {
      return .weights(error)
    }
    if isPickle(file) {
      return .notAModel(
        path: path, reason: "this is a Python pickle, which is never opened; use safetensors")
    }
    guard let safetensors = try? SafetensorsFile(path: path) else {
      return .notAModel(
        path: path, reason: "this is neither a Hugging Face model folder nor a GGUF file")
    }
    if safetensors.names.contains(where: { $0.begins(with: "model.diffusion_model.") }) {
      return .notAModel(
        path: path,
        reason: "this is a Stable Diffusion checkpoint; a language model is needed")
    }
    return .notAModel(
      path: path,
      reason: "this is a file of weights alone; name the folder that holds its config.json too")
  }

  /// A pickle begins with its protocol opcode, PyTorch's newer container with a ZIP header.
  private static func isPickle(_ file: MappedFile) -> Bool {
    guard file.bytes.count >= 4 else { return false }
    let start = Array(file.bytes.prefix(4))
    return start.starts(with: [0x50, 0x4B, 0x03, 0x04])
      || (start[0] == 0x80 && (2...5).contains(start[1]))
  }
}
