import Foundation
import LoraTensor
import LoraTrainer

/// The cases that PyTorch, transformers and PEFT computed; Tests/Golden/README.md says how.
enum GoldenCases {
  static let names = ["llama_rope3", "llama_tied", "llama_untied", "mistral", "qwen2"]

  static func folder(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Golden/\(name)").path
  }
}
