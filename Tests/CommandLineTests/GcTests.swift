import Foundation
import LoraJSON
import Testing

/// `git lora gc` and the second names of weights.
@Suite struct GcTests {
  /// Nothing but what a remote is known to have is given up, and that comes back with a fetch.
  @Test func secondNamesGoWhenTheRunIsPublished() throws {
    let team = try SharedWorkshop()
    let git = team.shop.path + "/.git"
    try team.train(weight: 201)
    #expect(try team.lora("gc").text.contains("there is nothing to free"))
    #expect(try team.lora("push").status == .exited(0))
    let listed = try JSONValue(parsing: try team.lora("gc", "--json").text)["garbage"]?.array ?? []
    #expect(listed.compactMap { $0["kind"]?.string } == ["object"])
    let second = try #require(listed.first?["path"]?.string)
    #expect(FileManager.default.fileExists(atPath: second))
    #expect(try team.lora("gc", "--yes").status == .exited(0))
    #expect(!FileManager.default.fileExists(atPath: second))
    #expect(try team.lora("fsck").status == .exited(0))
    try FileManager.default.removeItem(atPath: git + "/lfs/objects")
    #expect(try team.lora("checkout", "tea", "--to", "back").status == .exited(0))
    #expect(
      FileManager.default.fileExists(atPath: team.shop.path + "/back/adapter_model.safetensors"))
  }
}
