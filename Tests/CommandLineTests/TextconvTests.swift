import LoraProcess
import LoraWeights
import TestSupport
import Testing

@Test func textconvSendsNoEscapeSequences() throws {
  let folder = try TemporaryFolder()
  let path = try folder.write("weights", "a\u{1B}[31mb\u{202E}c\nplain\n")
  let shown = try Command("git-lora", ["textconv", path], environment: Workshop.environment).run()
  #expect(shown.status == .exited(0))
  #expect(shown.text == "a\\u{1B}[31mb\\u{202E}c\nplain\n\n")
}

/// A broken adapter is named in a line: its bytes are nothing to read.
@Test func textconvShowsNoBinaryFile() throws {
  let folder = try TemporaryFolder()
  let path = try folder.write("weights.safetensors", bytes: [UInt8](repeating: 0, count: 100_000))
  let shown = try Command("git-lora", ["textconv", path], environment: Workshop.environment).run()
  #expect(shown.status == .exited(0))
  #expect(shown.text == "100000 bytes, neither text nor a sound safetensors file\n")
}

@Test func textconvShortensMetadata() throws {
  let folder = try TemporaryFolder()
  let path = folder.path + "/weights.safetensors"
  try SafetensorsWriter.write(
    [StoredTensor(name: "a", shape: [2], floats: [3, 4])],
    metadata: ["state": String(repeating: "x", count: 1_000_000)], to: path)
  let shown = try Command("git-lora", ["textconv", path], environment: Workshop.environment).run()
  #expect(shown.text.utf8.count < 3000)
  #expect(shown.text.contains("xx… (1000000 bytes)\na  F32 2  norm 5.0\n"))
}
