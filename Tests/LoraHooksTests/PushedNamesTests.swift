import Glibc
import LoraGit
import LoraHooks
import LoraYAML
import TestSupport
import Testing

/// Configs of a push whose names only bytes tell apart, and configs that are symbolic links.
@Suite struct PushedNamesTests {
  private static let good = PrePushCheckTests.good
  private static let bad = PrePushCheckTests.bad

  private let repository: TemporaryRepository

  init() throws { repository = try TemporaryRepository() }

  /// What the hook finds when `main` is pushed where the remote has `old`.
  private func findings(over old: String? = nil) throws -> [PushFinding] {
    let tip = try repository.git("rev-parse", "main").line
    let line = "refs/heads/main \(tip) refs/heads/main \(old ?? PrePushCheckTests.none)\n"
    let git = try GitEnvironment.discover(
      from: repository.path, variables: TemporaryRepository.variables)
    return try PrePushCheck(Repository(git), remote: "origin")
      .findings(for: PushedRef.parse(Array(line.utf8)))
  }

  private func link(_ path: String, to target: String) throws {
    try repository.write(path, "")
    unlink("\(repository.path)/\(path)")
    try #require(symlink(target, "\(repository.path)/\(path)") == 0)
  }

  private func write(_ path: String, _ text: String) throws {
    let script = "mkdir -p configs shared && printf '%s' \"$TEXT\" > \"$NAME\""
    _ = try TemporaryRepository.shell(
      script, in: repository.path, variables: ["NAME": path, "TEXT": text])
  }

  @Test(arguments: ["configs/caf\u{E9}.yaml", "configs/cafe\u{301}.yaml", "configs/\u{301}x.yaml"])
  func eachOfTheNamesIsChecked(broken: String) throws {
    for path in ["configs/caf\u{E9}.yaml", "configs/cafe\u{301}.yaml", "configs/\u{301}x.yaml"] {
      try write(path, path.utf8.elementsEqual(broken.utf8) ? Self.bad : Self.good)
    }
    try repository.commitAll()
    let found = try findings()
    #expect(found.map { Array($0.path.utf8) } == [Array(broken.utf8)])
    #expect(found.refusePush)
  }

  @Test func twoBrokenOnesAreTwoFindings() throws {
    for path in ["configs/caf\u{E9}.yaml", "configs/cafe\u{301}.yaml"] { try write(path, Self.bad) }
    try repository.commitAll()
    #expect(try findings().map { $0.path.utf8.count } == [19, 18])
  }

  @Test func aNameThatIsNoTextIsRefusedAndToldOnce() throws {
    try write("configs/good.yaml", Self.good)
    _ = try TemporaryRepository.shell(
      #"cp configs/good.yaml "configs/$(printf 'caf\351').yaml""#, in: repository.path)
    let old = try repository.commitAll()
    let found = try findings()
    #expect(found.map(\.path) == [#"configs/caf\xe9.yaml"#])
    #expect(found.first?.diagnostics.map(\.message) == ["its name is not UTF-8"])
    try repository.write("README", "more")
    try repository.commitAll()
    #expect(try findings(over: old).isEmpty)
  }

  @Test func whatALinkLeadsToIsChecked() throws {
    try repository.write("shared/x.yaml", Self.bad)
    try link("configs/x.yaml", to: "../shared/./x.yaml")
    try link("configs/twice.yaml", to: "x.yaml")
    try repository.commitAll()
    let found = try findings()
    #expect(found.map(\.path) == ["configs/twice.yaml", "configs/x.yaml"])
    #expect(found.allSatisfy { $0.diagnostics.map(\.line) == [5] })
  }

  /// The link and its folder stay as they were; what it leads to changes.
  @Test func aChangeBehindALinkIsSeen() throws {
    try repository.write("shared/x.yaml", Self.good)
    try link("configs/x.yaml", to: "../shared/x.yaml")
    let good = try repository.commitAll()
    #expect(try findings().isEmpty)
    try repository.write("shared/x.yaml", Self.bad)
    let bad = try repository.commitAll()
    #expect(try findings(over: good).map(\.path) == ["configs/x.yaml"])
    try repository.write("README", "more")
    try repository.commitAll()
    #expect(try findings(over: bad).isEmpty)
  }

  @Test(arguments: ["../shared/none.yaml", "../shared", "x.yaml", "../data.yaml/none"])
  func aLinkToNoFileIsRefused(target: String) throws {
    try repository.write("shared/a", "")
    try repository.write("data.yaml", Self.good)
    try link("configs/x.yaml", to: target)
    try repository.commitAll()
    let found = try findings()
    #expect(found.map(\.path) == ["configs/x.yaml"])
    #expect(found.first?.diagnostics.first?.message.contains("'\(target)'") == true)
    #expect(found.refusePush)
  }

  @Test(arguments: ["/etc/hostname", "../../elsewhere.yaml"])
  func aLinkOutOfTheRepositoryIsToldAndLetThrough(target: String) throws {
    try link("configs/x.yaml", to: target)
    try repository.commitAll()
    let found = try findings()
    #expect(found.first?.diagnostics.map(\.severity) == [.warning])
    #expect(!found.refusePush)
  }

  @Test func linkedSettingsAreRead() throws {
    try repository.write("shared/rc", "configs: [\"jobs/*.yaml\"]\n")
    try link(".lorarc", to: "shared/rc")
    try repository.write("jobs/x.yaml", Self.bad)
    try repository.write("configs/x.yaml", Self.bad)
    try repository.commitAll()
    #expect(try findings().map(\.path) == ["jobs/x.yaml"])
    try repository.write("shared/rc", "branch: 7\n")
    try repository.commitAll()
    #expect(try findings().map(\.path).contains(".lorarc"))
  }
}
