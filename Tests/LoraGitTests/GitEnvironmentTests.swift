import Foundation
import LoraGit
import TestSupport
import Testing

@Suite struct GitEnvironmentTests {
  @Test func findsThePathsFromASubfolder() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a b/c/d.txt", "d\n")
    let environment = try temporary.open(from: temporary.path + "/a b/c").environment
    #expect(environment.paths.topLevel == temporary.path)
    #expect(environment.paths.prefix == "a b/c/")
    #expect(environment.paths.gitDirectory == temporary.path + "/.git")
    #expect(environment.paths.index == temporary.path + "/.git/index")
    #expect(!environment.paths.isBare)
  }

  @Test func sharesTheCommonDirectoryOfALinkedWorkingTree() throws {
    let temporary = try TemporaryRepository()
    let linked = try Situation.linkedWorktree.make(in: temporary)
    let environment = try temporary.open(from: linked).environment
    #expect(environment.paths.topLevel == linked)
    #expect(environment.paths.gitDirectory == temporary.path + "/.git/worktrees/linked-tree")
    #expect(environment.paths.commonDirectory == temporary.path + "/.git")
  }

  @Test func readsSettingsOfEveryOrigin() throws {
    let temporary = try TemporaryRepository()
    try temporary.git("config", "--add", "lora.list", "one")
    try temporary.git("config", "--add", "lora.list", "two\nlines")
    let settings = try temporary.open(variables: [
      "GIT_CONFIG_PARAMETERS": "'lora.fromwrapper'='yes' 'lora.bare'"
    ]).environment.settings
    #expect(settings["lora.list"] == "two\nlines")
    #expect(settings.all("lora.list") == ["one", "two\nlines"])
    #expect(settings.flag("lora.fromwrapper") == true)
    #expect(settings.flag("lora.bare") == true)
    #expect(settings.flag("lora.absent") == nil)
  }

  /// A hook's environment: `GIT_DIR` and `GIT_INDEX_FILE`, both relative to the top.
  @Test func worksInsideAHook() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.txt", "one\n")
    try temporary.commitAll()
    try temporary.write("a.txt", "two\n")
    let expected = try SourceSnapshot.take(of: try temporary.open()).tree
    try FileManager.default.createDirectory(
      atPath: temporary.path + "/sub", withIntermediateDirectories: true)
    let hook = try temporary.open(variables: ["GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"])
    #expect(try SourceSnapshot.take(of: hook).tree == expected)
  }

  @Test func honoursAnotherIndexAndWorkingTree() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.txt", "one\n")
    try temporary.commitAll()
    let other = try TemporaryFolder()
    try other.write("a.txt", "elsewhere\n")
    let repository = try temporary.open(
      from: other.path,
      variables: ["GIT_DIR": temporary.path + "/.git", "GIT_WORK_TREE": other.path])
    #expect(repository.environment.paths.topLevel == other.path)
    let tree = try SourceSnapshot.take(of: repository).tree
    #expect(try repository.file(at: "a.txt", in: tree) == Array("elsewhere\n".utf8))
  }

  @Test func refusesInWordsWhatItCannotRead() throws {
    let nowhere = try TemporaryFolder()
    let none = try #require(throws: GitError.self) {
      try GitEnvironment.discover(
        from: nowhere.path,
        variables: TemporaryRepository.variables.merging(
          ["GIT_CEILING_DIRECTORIES": nowhere.path]) { $1 })
    }
    #expect(none.kind == .notARepository)
    let modern = try TemporaryRepository(arguments: ["--object-format=sha256"])
    let format = try #require(throws: GitError.self) { try modern.open() }
    #expect(format.kind == .unsupported)
    #expect(format.message.contains("sha256"))
  }

  @Test(arguments: ["", "--bare"])
  func aLineBreakInThePathIsNamed(option: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a\nb/c/file", "")
    let top = folder.path + "/a\nb"
    try TemporaryRepository.git(["init", "-q"] + (option.isEmpty ? [] : [option]), in: top)
    for place in option.isEmpty ? [top, top + "/c"] : [top] {
      let error = try #require(throws: GitError.self) {
        try GitEnvironment.discover(from: place, variables: TemporaryRepository.variables)
      }
      #expect(error.kind == .unsupported)
      #expect(error.message == "the repository's path contains a line break")
    }
  }

  @Test func takesIdentitiesAsGitDoes() throws {
    let temporary = try TemporaryRepository()
    let identities = try temporary.open(variables: [
      "GIT_AUTHOR_NAME": "Åda  <nobody", "GIT_COMMITTER_DATE": "2025-06-07T08:09:10 -0330",
    ]).environment.identities()
    #expect(identities.author.name == "Åda  nobody")
    #expect(identities.author.email == "ada@example.com")
    #expect(identities.committer.offset == -210)
    #expect(identities.committer.seconds == 1_749_296_350)
  }

  @Test func saysSoWhenNobodyIsKnown() throws {
    let temporary = try TemporaryRepository()
    var variables = TemporaryRepository.variables.filter {
      !$0.key.hasPrefix("GIT_AUTHOR") && !$0.key.hasPrefix("GIT_COMMITTER")
    }
    variables["GIT_CONFIG_PARAMETERS"] = "'user.useConfigOnly'='true'"
    let environment = try GitEnvironment.discover(from: temporary.path, variables: variables)
    let error = try #require(throws: GitError.self) { try environment.identities() }
    #expect(error.kind == .noIdentity)
    #expect(error.hint?.contains("user.email") == true)
  }
}
