import LoraDigest
import LoraExperiment
import Testing

private let composed = "data/caf\u{E9}.jsonl"
private let decomposed = "data/cafe\u{301}.jsonl"

/// Names that are equal to Swift and not to Git.
@Suite struct NameTests {
  private func file(_ path: String, _ text: String) -> DataFile {
    DataFile(path: path, bytes: text.utf8.count, digest: Digest.of(Array(text.utf8)))
  }

  @Test func filesOfBothNormalisationsAreCompared() {
    let before = DataManifest(files: [file(composed, "one"), file(decomposed, "two")])
    let after = DataManifest(files: [file(decomposed, "two"), file(composed, "one, changed")])
    let difference = DataDifference(from: before, to: after)
    #expect(difference.changed.map { $0.utf8.count } == [composed.utf8.count])
    #expect(difference.same == 1)
    let gone = DataDifference(from: before, to: DataManifest(files: [file(composed, "one")]))
    #expect(gone.removed.map { $0.utf8.count } == [decomposed.utf8.count])
    #expect(gone.added.isEmpty)
  }

  @Test func aManifestIsSortedByBytes() {
    let files = [composed, decomposed].map { file($0, "x") }
    let orders = [files, files.reversed()].map {
      DataManifest(files: $0).files.map(\.path.utf8.count)
    }
    #expect(
      orders == [[decomposed, composed], [decomposed, composed]].map { $0.map(\.utf8.count) })
  }

  @Test func aValueOfAnotherNormalisationIsAChange() {
    let change = SettingChange.between(["base_model": "caf\u{E9}"], ["base_model": "cafe\u{301}"])
    #expect(change.map(\.key) == ["base_model"])
  }

  /// A mark behind the slash makes one character of the two.
  @Test func aRefsSlashIsOneWhateverFollows() {
    #expect(RefName.mending("a/\u{301}b/.x") == "a/\u{301}b/-x")
    #expect(RefName.isValid("a/\u{301}b"))
    #expect(!RefName.isValid("a/.\u{301}b"))
    #expect(!RefName.isValid("x\u{600}.lock"))
  }
}
