import Foundation
import LoraProcess
import Testing

/// The shapes of `--json` that `docs/sharing.md` describes.
@Suite struct SharingJSONTests {
  private func object(_ output: Output) throws -> [String: Any] {
    let parsed = try JSONSerialization.jsonObject(with: Data(output.output))
    return try #require(parsed as? [String: Any])
  }

  private func firstKeys(_ list: Any?) throws -> [String] {
    try #require((list as? [[String: Any]])?.first).keys.sorted()
  }

  @Test func pushAndFetch() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    let pushed = try object(try team.lora("push", "--json"))
    #expect(
      pushed.keys.sorted() == [
        "broken", "bytes", "dry_run", "format", "objects", "references", "remote", "up_to_date",
      ])
    #expect(pushed["format"] as? Int == 1)
    #expect(pushed["bytes"] as? Int == 76)
    #expect(try firstKeys(pushed["references"]) == ["commit", "local", "state", "target"])
    let clone = try team.clone("clone")
    try team.train(weight: 202)
    _ = try team.lora("push")
    let fetched = try object(try team.lora("fetch", "--json", in: clone))
    #expect(
      fetched.keys.sorted() == [
        "checked_out", "fetched", "format", "forwarded", "missing", "objects", "parted", "remote",
        "restored", "withdrawn",
      ])
    #expect(try firstKeys(fetched["fetched"]) == ["from", "reference", "to"])
  }

  @Test func fsckAndRm() throws {
    let team = try SharedWorkshop()
    try team.train(weight: 201)
    let removed = try object(try team.lora("rm", "--yes", "tea", "--json"))
    #expect(removed.keys.sorted() == ["branch", "commit", "format", "state"])
    #expect(removed["state"] as? String == "removed")
    try team.train(weight: 202)
    try team.forge("output/tea/config.yaml", "seed: 1\n")
    let checked = try object(try team.lora("fsck", "--json"))
    #expect(checked.keys.sorted() == ["elsewhere", "format", "problems", "runs"])
    #expect(try firstKeys(checked["problems"]) == ["cause", "commit", "file", "hint", "run"])
  }
}
