import LoraConfig
import Testing

@Suite struct NameTests {
  /// Marks and joiners that make one character of themselves and the sign beside them.
  @Test(arguments: ["configs/\u{301}x.yaml", "configs/a\u{200D}.yaml", "configs/\u{600}.yaml"])
  func aConfigIsOneWhateverStandsAtItsSlashAndDot(path: String) throws {
    #expect(TeamSettings.standard.isConfig(path))
    let name = RunName(configPath: path, patterns: TeamSettings.standard.configs)
    #expect(name.original.utf8.count == path.utf8.count - "configs/.yaml".utf8.count)
    #expect(!name.isMended)
  }

  @Test func aPatternOfAnotherNormalisationMatchesNothing() {
    #expect(Glob("caf\u{E9}/*.yaml").matches("caf\u{E9}/x.yaml"))
    #expect(!Glob("caf\u{E9}/*.yaml").matches("cafe\u{301}/x.yaml"))
  }

  @Test func theNameTakesItsPlaceInABranchWhateverFollows() throws {
    let team = try settings("branch: \"lora/{name}\u{301}\"\n")
    let name = RunName("tea")
    #expect(Array(team.branch(of: name).utf8) == Array("lora/tea\u{301}".utf8))
  }

  @Test func valuesThatDifferByNormalisationAreTwo() throws {
    let team = try settings("configs: [\"caf\u{E9}/*.yaml\", \"cafe\u{301}/*.yaml\"]\n")
    #expect(team.configs.map { $0.utf8.count } == [12, 13])
    #expect(team.isConfig("caf\u{E9}/x.yaml") && team.isConfig("cafe\u{301}/x.yaml"))
  }
}
