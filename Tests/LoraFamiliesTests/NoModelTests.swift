import Foundation
import LoraFamilies
import LoraWeights
import Testing

/// What is no base model is refused in words that lead on.
struct NoModelTests {
  private func refusal(_ path: String) -> String {
    do {
      _ = try BaseModel.open(path: path)
      return ""
    } catch { return error.description }
  }

  @Test func foldersWithoutAModel() throws {
    let folder = try ModelFolder("tiny-llama")
    try folder.remove("model.safetensors")
    #expect(refusal(folder.path).contains("neither model.safetensors"))
    try folder.write("x", to: "pytorch_model.bin")
    #expect(refusal(folder.path).contains("pickle"))
    try folder.remove("config.json")
    #expect(refusal(folder.path).contains("no config.json"))
    try folder.write("{}", to: "model_index.json")
    #expect(refusal(folder.path).contains("image model"))
    #expect(refusal(folder.path + "/nothing").contains("No such file"))
  }

  @Test func filesThatAreNoModel() throws {
    let folder = try ModelFolder("tiny-llama")
    try folder.write("PK\u{3}\u{4}....", to: "a.bin")
    #expect(refusal(folder.path + "/a.bin").contains("pickle"))
    try folder.write("hello", to: "b")
    #expect(refusal(folder.path + "/b").contains("neither"))
    #expect(refusal(folder.path + "/model.safetensors").contains("name the folder"))
    let tensor = StoredTensor(
      name: "model.diffusion_model.out.0.weight", shape: [1], floats: [1])
    try SafetensorsWriter.write([tensor], to: folder.path + "/sd.safetensors")
    #expect(refusal(folder.path + "/sd.safetensors").contains("Stable Diffusion"))
    try folder.write(
      "version https://git-lfs.github.com/spec/v1\noid sha256:"
        + String(repeating: "0", count: 64) + "\nsize 9\n", to: "model.safetensors")
    #expect(refusal(folder.path).contains("git lfs pull"))
  }

  @Test func unknownKindsAreNamed() throws {
    let folder = try ModelFolder("tiny-llama")
    try folder.edit(["model_type": "gpt2"])
    #expect(refusal(folder.path).contains("'gpt2' is not supported; known: llama"))
    try folder.edit(["model_type": nil])
    #expect(refusal(folder.path).contains("no 'model_type'"))
  }
}
