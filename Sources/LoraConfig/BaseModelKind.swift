import Glibc
import LoraFiles
import LoraJSON
import LoraNames
import LoraWeights

/// What kind of model a path holds, from names and headers alone.
enum BaseModelKind: Equatable {
  case language
  case speech
  case diffusion
  case adapter
  case pickle
  /// In words that follow the key's name.
  case unknown(String)

  init(_ path: String) {
    switch Standing(path, links: .followed) {
    case .folder: self = Self.ofFolder(path)
    case .file: self = Self.ofFile(path)
    case .other, .nothing: self = .unknown("is no file or folder")
    }
  }

  private static func ofFolder(_ path: String) -> BaseModelKind {
    let names = NameSet(FileTree.entries(of: path).map(\.name))
    if names.contains("model_index.json") { return .diffusion }
    guard names.contains("config.json") else {
      if names.contains("adapter_config.json") { return .adapter }
      return .unknown("is a folder without config.json or model_index.json")
    }
    guard let config = json(path + "/config.json") else {
      return .unknown("has a config.json that is not JSON")
    }
    if let name = config["_class_name"]?.string, name.contains("2D") { return .diffusion }
    let type = config["model_type"]?.string ?? ""
    return ["whisper", "wav2vec2", "hubert", "speech_to_text"].contains(type) ? .speech : .language
  }

  private static func ofFile(_ path: String) -> BaseModelKind {
    switch FileContent(path) {
    case .gguf: return .language
    case .pickle, .archive: return .pickle
    case .safetensors:
      guard let file = try? SafetensorsFile(path: path) else {
        return .unknown("is a broken safetensors file")
      }
      return ofTensors(file.names)
    case let content: return .unknown(content.inWords + ", not a model")
    }
  }

  private static func ofTensors(_ names: [String]) -> BaseModelKind {
    func has(_ parts: String...) -> Bool {
      names.contains { name in parts.contains { name.contains($0) } }
    }
    if has(".lora_A.", ".lora_down.", ".lora.down.") { return .adapter }
    if has("model.diffusion_model.", "double_blocks.", "down_blocks.0.", "joint_blocks.") {
      return .diffusion
    }
    if has("encoder.conv1.weight") { return .speech }
    if has("model.layers.0.") { return .unknown("is a file of weights alone: name its folder") }
    return .unknown("is a safetensors file of a kind that git-lora does not know")
  }

  private static func json(_ path: String) -> JSONValue? {
    try? JSONValue(readingFile: path)
  }
}

extension TaskType {
  var baseKind: BaseModelKind {
    switch self {
    case .imageGeneration: .diffusion
    case .textGeneration: .language
    case .speechRecognition: .speech
    }
  }
}
