import LoraExperiment
import LoraProcess
import Testing

@Suite struct ShellWordTests {
  @Test(arguments: ["runs/tea", "y/ü", "configs/版本-1.yaml", "a=b", "x@2:3,4"])
  func plainWordsStayAsTheyAre(word: String) {
    #expect(ShellWord.quoting(word) == word)
  }

  @Test(arguments: [
    "x y/ü", "", "it's", "a\nb", "$HOME", "~", "*", "a;b", "#a", "(x)", "runs/tea~1", "!x", "''",
  ])
  func theShellReadsTheWordBack(word: String) throws {
    let quoted = ShellWord.quoting(word)
    #expect(quoted != word)
    let output = try Command("sh", ["-c", "printf %s \(quoted)"]).run()
    #expect(output.text == word)
  }
}
