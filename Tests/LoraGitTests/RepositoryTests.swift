import Foundation
import LoraGit
import TestSupport
import Testing

@Suite struct RepositoryTests {
  private let temporary: TemporaryRepository
  private let repository: Repository
  private let first: ObjectID

  init() throws {
    temporary = try TemporaryRepository()
    try temporary.write("a.txt", "one\n")
    try temporary.write("folder/sub/b.txt", "b\n")
    try temporary.write("folder/run.sh", "#!/bin/sh\n")
    chmod(temporary.path + "/folder/run.sh", 0o755)
    symlink("a.txt", temporary.path + "/link")
    first = try #require(ObjectID(hex: try temporary.commitAll("first\n\nbody")))
    repository = try temporary.open()
  }

  @Test func knowsHead() throws {
    #expect(try repository.head() == .branch(reference: "refs/heads/main", commit: first))
    try temporary.git("checkout", "-q", "--detach")
    #expect(try repository.head() == .detached(first))
    try temporary.git("checkout", "-q", "--orphan", "fresh")
    #expect(try repository.head() == .unborn(reference: "refs/heads/fresh"))
  }

  @Test func resolvesWhatGitResolves() throws {
    let second = try temporary.commitAll("second")
    try temporary.git("branch", "runs/x")
    try temporary.git("tag", "-a", "v1", "-m", "tag")
    for revision in ["runs/x", "HEAD", "v1", second, String(second.prefix(8)), "main@{0}"] {
      #expect(try repository.resolve(revision).hex == second)
    }
    #expect(try repository.resolve("runs/x~1") == first)
    for unknown in ["runs/none", "runs/x~7", "0000000"] {
      let error = try #require(throws: GitError.self) { try repository.resolve(unknown) }
      #expect(error.kind == .notFound)
      #expect(error.message.contains(unknown))
    }
  }

  @Test func readsACommit() throws {
    let commit = try repository.commit(first)
    #expect(commit.subject == "first")
    #expect(commit.message == "first\n\nbody\n")
    #expect(commit.parents.isEmpty)
    #expect(commit.author.name == "Ada Example")
    #expect(commit.author.offset == 60)
    let tree = try temporary.git("rev-parse", "HEAD^{tree}").line
    #expect(commit.tree.hex == tree)
    #expect(try repository.file(at: "folder/sub/b.txt", in: commit.tree) == Array("b\n".utf8))
    #expect(try repository.file(at: "folder", in: commit.tree) == nil)
    #expect(try repository.file(at: "none/x", in: commit.tree) == nil)
  }

  @Test func replacesAFolderAndKeepsTheRest() throws {
    let blob = try repository.writeBlob(Array("new\n".utf8))
    let folder = try repository.writeTree([
      FolderFile(path: "x.txt", blob: blob), FolderFile(path: "deep/er/y.txt", blob: blob),
    ])
    let base = try repository.commit(first).tree
    let tree = try repository.replacing("folder/sub", in: base, with: folder)
    let listing = try temporary.git("ls-tree", "-r", tree.hex).text
    let before = try temporary.git("ls-tree", "-r", base.hex).text
    let kept = before.split(separator: "\n").filter { !$0.contains("folder/sub/") }
    let new = ["folder/sub/deep/er/y.txt", "folder/sub/x.txt"].map { "100644 blob \(blob)\t\($0)" }
    #expect(
      listing.split(separator: "\n").map(String.init).sorted()
        == (kept.map(String.init) + new).sorted())
  }

  @Test func replacesAFileThatStandsInTheWayOfAFolder() throws {
    let folder = try repository.writeTree([
      FolderFile(path: "x", blob: try repository.writeBlob([1]))
    ])
    let base = try repository.commit(first).tree
    let tree = try repository.replacing("a.txt/runs", in: base, with: folder)
    #expect(try repository.entry(at: "a.txt", in: tree)?.mode == .tree)
    #expect(try repository.entry(at: "a.txt/runs/x", in: tree)?.mode == .file)
    #expect(try repository.replacing("x/y", in: nil, with: folder) != tree)
  }

  @Test(arguments: ["", ".", "..", ".git", "a/../b", "a//b", "/a", "a/", ".GIT/x"])
  func refusesPathsThatGitCannotStore(path: String) throws {
    let blob = try repository.writeBlob([1])
    #expect(throws: GitError.self) {
      try repository.writeTree([FolderFile(path: path, blob: blob)])
    }
  }

  @Test func refusesTwoFilesOfOnePath() throws {
    let blob = try repository.writeBlob([1])
    for pair in [["a", "a"], ["a", "a/b"]] {
      #expect(throws: GitError.self) {
        try repository.writeTree(pair.map { FolderFile(path: $0, blob: blob) })
      }
    }
  }

  @Test func writesTheCommitThatGitWouldWrite() throws {
    let identities = try repository.environment.identities()
    let commit = try repository.writeCommit(
      tree: try repository.commit(first).tree, parents: [first], message: "Grüße\n",
      by: identities)
    let expected = try TemporaryRepository.shell(
      "printf 'Grüße\\n' | git commit-tree -p HEAD -F - 'HEAD^{tree}'", in: temporary.path)
    #expect(commit.hex == expected.line)
    try repository.sync()
    try temporary.git("fsck", "--strict")
  }

  @Test func namesBlobsAsGitDoes() throws {
    let expected = try TemporaryRepository.shell(
      "printf hello | git hash-object --stdin", in: temporary.path)
    #expect(try Repository.blobID(of: Array("hello".utf8)).hex == expected.line)
    #expect(try repository.writeBlob(Array("hello".utf8)).hex == expected.line)
    #expect(try repository.blobSize(try repository.writeBlob(Array("hello".utf8))) == 5)
  }

  @Test func aShallowCloneEndsWhereItsObjectsDo() throws {
    let second = try #require(ObjectID(hex: try temporary.commitAll("second")))
    let shallow = temporary.folder.path + "/shallow"
    try temporary.git("clone", "-q", "--depth", "1", "file://" + temporary.path, shallow)
    let clone = try temporary.open(from: shallow)
    var walked: [ObjectID] = []
    try clone.walkFirstParents(from: second) {
      walked.append($0.id)
      return true
    }
    #expect(walked == [second])
    #expect(try !clone.isAncestor(first, of: second))
    #expect(throws: GitError.self) { try clone.commit(first) }
  }

  @Test func aPartialCloneFetchesWhatItLacks() throws {
    try temporary.git("config", "uploadpack.allowFilter", "true")
    try temporary.git("config", "uploadpack.allowAnySHA1InWant", "true")
    let partial = temporary.folder.path + "/partial"
    try temporary.git(
      "clone", "-q", "--bare", "--filter=blob:none", "file://" + temporary.path, partial)
    let clone = try temporary.open(from: partial)
    let tree = try clone.commit(first).tree
    #expect(try clone.file(at: "a.txt", in: tree) == Array("one\n".utf8))
    let unknown = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    #expect(throws: GitError.self) { try clone.blob(unknown) }
  }

  @Test func knowsAncestors() throws {
    let second = try #require(ObjectID(hex: try temporary.commitAll("second")))
    #expect(try repository.isAncestor(first, of: second))
    #expect(try repository.isAncestor(first, of: first))
    #expect(try !repository.isAncestor(second, of: first))
  }
}
