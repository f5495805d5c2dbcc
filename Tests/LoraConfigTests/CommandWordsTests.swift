import LoraConfig
import Testing

@Test(arguments: [
  ("a b  c {config}", ["a", "b", "c", "{config}"]), ("'a b' {config}", ["a b", "{config}"]),
  ("\"a 'b'\" {config}", ["a 'b'", "{config}"]), ("a\\ b {config}", ["a b", "{config}"]),
  ("a'b'\"c\" {config}", ["abc", "{config}"]), ("a '' {config}", ["a", "", "{config}"]),
  ("a \"\\\"\\\\\\n\" {config}", ["a", "\"\\\\n", "{config}"]),
  ("a '\\' {config}", ["a", "\\", "{config}"]), ("  a\t--c={config}  ", ["a", "--c={config}"]),
  ("a $HOME `x` ; | {config}", ["a", "$HOME", "`x`", ";", "|", "{config}"]),
  ("a '{config}'", ["a", "{config}"]),
])
func commandsAreSplitAsByAShell(_ command: String, _ words: [String]) throws {
  let quoted = command.split(separator: "'", omittingEmptySubsequences: false)
    .joined(separator: "''")
  let escaped = quoted.split(separator: "\t").joined(separator: " ")
  let team = try settings("trainers:\n  t:\n    command: '\(escaped)'\n")
  #expect(team.trainers["t"]?.words == words)
}
