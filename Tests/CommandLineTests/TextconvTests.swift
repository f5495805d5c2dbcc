import LoraProcess
import TestSupport
import Testing

@Test func textconvSendsNoEscapeSequences() throws {
  let folder = try TemporaryFolder()
  let path = try folder.write("weights", "a\u{1B}[31mb\u{202E}c\nplain\n")
  let shown = try Command("git-lora", ["textconv", path], environment: Workshop.environment).run()
  #expect(shown.status == .exited(0))
  #expect(shown.text == "a\\u{1B}[31mb\\u{202E}c\nplain\n\n")
}
