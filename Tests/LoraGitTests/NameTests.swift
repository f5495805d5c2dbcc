import Foundation
import LoraGit
import TestSupport
import Testing

private let composed = "caf\u{E9}"
private let decomposed = "cafe\u{301}"

/// Names that are equal to Swift and not to Git, and names that are no text.
@Suite struct NameTests {
  private let temporary: TemporaryRepository
  private let repository: Repository
  private let first: ObjectID

  init() throws {
    temporary = try TemporaryRepository()
    try temporary.write("a.txt", "one\n")
    first = try #require(ObjectID(hex: try temporary.commitAll("first")))
    repository = try temporary.open()
  }

  private func blob(_ text: String) throws -> ObjectID {
    try repository.writeBlob(Array(text.utf8))
  }

  @Test func aTreeHoldsBothNormalisations() throws {
    let tree = try repository.writeTree([
      FolderFile(path: "\(composed)/x", blob: try blob("1")),
      FolderFile(path: "\(decomposed)/x", blob: try blob("2")),
      FolderFile(path: "samples/\u{301}y", blob: try blob("3")),
    ])
    #expect(try repository.file(at: "\(composed)/x", in: tree) == Array("1".utf8))
    #expect(try repository.file(at: "\(decomposed)/x", in: tree) == Array("2".utf8))
    #expect(try repository.entry(at: "samples", in: tree)?.mode == .tree)
    let placed = try repository.replacing("out/\u{301}z", in: tree, with: tree)
    #expect(try repository.file(at: "out/\u{301}z/\(composed)/x", in: placed) == Array("1".utf8))
    try temporary.git("fsck", "--strict")
  }

  @Test func referencesOfBothNormalisationsAreListed() throws {
    let heads = [composed, decomposed].map { "refs/heads/runs/\($0)" }
    for head in heads { try temporary.git("update-ref", head, first.hex) }
    try temporary.git("update-ref", "refs/heads/runs/\u{301}x", first.hex)
    let found = try repository.references(under: "refs/heads/runs/").map(\.name)
    #expect(found.map { $0.utf8.count } == [22, 21, 19])
    #expect(try repository.referenceInTheWay(of: "refs/heads/runs/\u{301}x/y") != nil)
  }

  @Test func aReferenceThatIsNoTextHidesNoOther() throws {
    let name = #"refs/heads/runs/$(printf 'caf\351')"#
    _ = try TemporaryRepository.shell(
      "git update-ref refs/heads/runs/tea HEAD && git update-ref \"\(name)\" HEAD",
      in: temporary.path)
    #expect(
      try repository.references(under: "refs/heads/runs/").map(\.name) == ["refs/heads/runs/tea"])
  }

  @Test func aSnapshotHoldsNamesThatAreNoText() throws {
    let tracked = #""$(printf 'caf\351')""#
    _ = try TemporaryRepository.shell(
      "printf 1 > \(tracked) && git add -A && git commit -qm x && printf 22 > \(tracked)"
        + #" && printf n > "$(printf 'new\377')""#, in: temporary.path)
    let snapshot = try SourceSnapshot.take(of: repository)
    #expect(snapshot.isDirty)
    #expect(snapshot.untracked == [#"new\xff"#])
    let entries = try repository.entries(of: snapshot.tree)
    #expect(entries.map(\.name) == ["a.txt", #"caf\xe9"#])
    #expect(entries.map(\.isNameText) == [true, false])
    let placed = try repository.replacing(
      "output/tea", in: snapshot.tree, with: try repository.writeTree([]))
    let listed = try temporary.git("ls-tree", "-z", "--name-only", placed.hex).output
    #expect(listed == Array("a.txt\0caf".utf8) + [0xE9, 0] + Array("output\0".utf8))
  }
}
