import LoraConfig
import LoraYAML
import Testing

@Test(
  arguments: [
    ([0xFF, 0xFE, 0x61, 0x00], "UTF-16", 1, 1), ([0xFE, 0xFF, 0x00, 0x61], "UTF-16", 1, 1),
    ([0x61, 0x00, 0x3A, 0x00, 0x20, 0x00], "UTF-16", 1, 1),
    ([0x61, 0x3A, 0x20, 0xE9, 0x0A], "not UTF-8", 1, 4),
    ([0x23, 0x0A, 0x61, 0x3A, 0x20, 0xC4, 0xA3, 0xD0, 0xCD, 0x0A], "not UTF-8", 2, 5),
    ([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], "not UTF-8", 1, 4),
    ([0x61, 0x3A, 0x20, 0xC0, 0x80], "not UTF-8", 1, 4),
    ([0x61, 0x3A, 0x20, 0xF4, 0x90, 0x80, 0x80], "not UTF-8", 1, 4),
  ] as [([UInt8], String, Int, Int)])
func otherEncodingsAreNamed(_ bytes: [UInt8], _ word: String, _ line: Int, _ column: Int) {
  let (config, diagnostics) = RunConfig.parse(bytes: bytes, file: "c.yaml")
  #expect(config == nil)
  #expect(diagnostics.count == 1)
  #expect(diagnostics.first?.message.contains(word) == true)
  #expect(diagnostics.first?.hint?.contains("UTF-8") == true)
  #expect(diagnostics.first?.line == line)
  #expect(diagnostics.first?.column == column)
}

@Test func utf8WithAndWithoutMarkIsRead() {
  let text = "train_data_dir: ./数据/训练 集\nbase_model: m # 模型\n"
  for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8)] {
    let (config, diagnostics) = RunConfig.parse(bytes: bytes, file: "c.yaml")
    #expect(diagnostics == [])
    #expect(config?.trainDataDir == "./数据/训练 集")
    #expect(config?.bytes == bytes)
  }
}

@Test func windowsLineEndsAreRead() {
  let text = "train_data_dir: d\r\nbase_model: m\r\nsedd: 1\r\n"
  let (_, diagnostics) = RunConfig.parse(bytes: Array(text.utf8), file: "c.yaml")
  #expect(diagnostics.map(\.line) == [3])
  #expect(diagnostics.first?.sourceLine == "sedd: 1")
}
