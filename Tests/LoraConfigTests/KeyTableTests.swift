import Foundation
import LoraConfig
import LoraYAML
import Testing

/// The top of the package.
let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Whether a file of the package holds `text`; writes it when asked to by the environment.
func isUpToDate(_ path: String, _ text: String) throws -> Bool {
  let file = top.appending(path: path)
  if ProcessInfo.processInfo.environment["LORA_UPDATE_SNAPSHOTS"] == "1" {
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  return try String(contentsOf: file, encoding: .utf8) == text
}

@Test func theTableNamesEveryKeyOnce() {
  #expect(ConfigKey.run.map(\.name).sorted() == RunKey.allCases.map(\.rawValue).sorted())
  let spellings = ConfigKey.run.flatMap { [$0.name] + $0.aliases }
  #expect(Set(spellings).count == spellings.count)
  #expect(Set(ConfigKey.team.map(\.name)).count == ConfigKey.team.count)
  #expect((ConfigKey.run + ConfigKey.team).allSatisfy { $0.help.hasSuffix(".") })
}

@Test func theDocsPageIsTheTable() throws {
  #expect(try isUpToDate("docs/config.md", ConfigKey.markdown()))
}

@Test func theExampleIsTheTable() throws {
  #expect(try isUpToDate(".lorarc.example", TeamSettings.exampleText()))
}

@Test func theExampleParses() throws {
  let team = try settings(TeamSettings.exampleText())
  #expect(team.trainers["diffusers"] != nil)
  #expect(team.clickup?.link == "https://host/{commit}/{path}")
  #expect(team.clickup?.statuses.paused == "on hold")
}

@Test func theCommentedFileIsInactiveAndCanBeAppendedTo() throws {
  let text = TeamSettings.commentedText()
  #expect(try settings(text) == .standard)
  #expect(text.hasSuffix("\n"))
  #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("#") })
  let appended = text + "clickup:\n  list: 1\n"
  #expect(try settings(appended).clickup?.lists == ["1"])
  for key in ConfigKey.team {
    let last = key.exampleComponents.last ?? ""
    #expect(
      text.split(separator: "\n").contains { line in
        line.dropFirst().drop { $0 == " " }.hasPrefix("\(last): ")
      })
  }
}

@Test func theCommentedFileWithoutItsMarksIsTheExample() throws {
  let lines = TeamSettings.commentedText().split(separator: "\n", omittingEmptySubsequences: false)
    .map { line in
      let isKey = line.hasPrefix("#") && !(line.hasPrefix("# ") && !line.hasPrefix("#  "))
      let isSecondList = line.contains("lists:")
      return isKey && !isSecondList ? String(line.dropFirst()) : String(line)
    }
  #expect(try settings(lines.joined(separator: "\n")) == settings(TeamSettings.exampleText()))
}

@Test func keysTextNamesEveryKeyAndAlias() {
  let text = ConfigKey.keysText()
  for key in ConfigKey.run + ConfigKey.team {
    #expect(text.contains("\n\(key.name): "))
    for alias in key.aliases { #expect(text.contains(alias)) }
  }
  #expect(text.split(separator: "\n").allSatisfy { $0.count < 200 })
}

@Test func theSchemasAreJSONWithEveryKey() throws {
  for (text, keys) in [
    (ConfigKey.runSchema(), ConfigKey.run), (ConfigKey.teamSchema(), ConfigKey.team),
  ] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let schema = try #require(object as? [String: Any])
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["additionalProperties"] as? Bool == false)
    let properties = try #require(schema["properties"] as? [String: Any])
    for key in keys {
      for name in [String(key.name.split(separator: ".")[0])] + key.aliases {
        #expect(properties[name] != nil)
      }
    }
  }
}

@Test func theSchemaStatesRanges() throws {
  let object = try JSONSerialization.jsonObject(with: Data(ConfigKey.runSchema().utf8))
  let properties = try #require((object as? [String: Any])?["properties"] as? [String: Any])
  let rank = try #require(properties["lora_rank"] as? [String: Any])
  #expect(rank["minimum"] as? Int == 1)
  #expect(rank["maximum"] as? Int == 4096)
  let rate = try #require(properties["learning_rate"] as? [String: Any])
  #expect(rate["exclusiveMinimum"] as? Int == 0)
  #expect(rate["maximum"] as? Int == 10)
}
