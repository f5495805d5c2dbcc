import Foundation
import LoraClickUp
import LoraProcess
import TestSupport
import Testing

struct TokenTests {
  @Test func tokensShowNothing() throws {
    let token = try #require(ClickUpToken(" pk_1_SECRET\n"))
    var dumped = ""
    dump(token, to: &dumped)
    for text in [dumped, "\(token)", String(reflecting: token), "\([token])", "\(token as Any?)"] {
      #expect(!text.contains("SECRET"))
    }
    #expect(token.redacted(from: "a pk_1_SECRET b pk_1_SECRET") == "a (redacted) b (redacted)")
    #expect(token == ClickUpToken("pk_1_SECRET"))
  }

  @Test(arguments: ["", "  ", "a b", "a\r\nX: y", "ü", "a\u{0}"])
  func whatCannotBeAToken(text: String) { #expect(ClickUpToken(text) == nil) }

  /// `true` where the token may go.
  @Test(arguments: [
    ("https://api.clickup.com/api", "pk_1_SECRET", true),
    ("https://api.clickup.com:443/api/", "1_oauth", true),
    ("https://api.clickup.com/api", "pk_sandbox_1", false),
    ("https://api.clickup.com:444/api", "pk_1_SECRET", false),
    ("https://api.clickup.com.evil.example/api", "pk_1_SECRET", false),
    ("https://api.clickup.com./api", "pk_1_SECRET", false),
    ("https://evil.example/api", "pk_sandbox_1", false),
    ("http://127.0.0.1:80/api", "pk_sandbox_1", true),
    ("http://localhost:80/api", "pk_sandbox_1", true),
    ("http://[::1]:80/api", "pk_sandbox_1", true),
    ("https://127.0.0.1/api", "pk_sandbox_1", true),
    ("http://127.0.0.1:80/api", "pk_1_SECRET", false),
    ("http://127.0.0.1:80/api", "1_oauth", false),
    ("http://127.0.0.1:80/api", "xpk_sandbox_1", false),
  ])
  func whereTokensGo(address: String, token: String, goes: Bool) throws {
    let rehearsal = try Rehearsal(
      [.answer(200)], token: token, environment: ["CLICKUP_API_URL": address])
    if goes {
      try rehearsal.client.deleteComment(CommentID("1"))
      #expect(rehearsal.transport.requests.count == 1)
    } else {
      let error = try rehearsal.failure { try $0.deleteComment(CommentID("1")) }
      guard case .tokenWithheld = error.kind else { return #expect(Bool(false), "\(error)") }
      #expect(rehearsal.transport.requests.isEmpty)
      #expect(error.isSurelyUndone && error.hint != nil)
      #expect(!"\(error)".contains("SECRET"))
    }
  }

  @Test func loopbackNamesMustLeadToLoopback() throws {
    let rehearsal = try Rehearsal(
      [.answer(200)], token: "pk_sandbox_1",
      environment: ["CLICKUP_API_URL": "http://localhost:8/api"])
    try rehearsal.client.deleteComment(CommentID("1"))
    let request = rehearsal.transport.requests[0]
    #expect(try request.mayConnect(#require(.init("127.0.0.1"))))
    #expect(try !request.mayConnect(#require(.init("10.0.0.1"))))
  }

  @Test(arguments: [
    "http://api.clickup.com/api", "ftp://127.0.0.1/", "file:///etc/passwd", "nonsense://",
    "https://user:pw@api.clickup.com/api", "https://api.clickup.com/api?x=1",
    "https://api.clickup.com/api#x", "http://127.0.0.1:1/api/v2", "http://127.0.0.1:1/api/v3/",
    "http://10.0.0.1/api",
  ])
  func badAddresses(text: String) throws {
    do {
      _ = try ClickUpAddress(environment: ["CLICKUP_API_URL": text])
      #expect(Bool(false), "taken")
    } catch {
      guard case .badAddress = error else { return #expect(Bool(false), "\(error)") }
      #expect("\(error)".hasPrefix("CLICKUP_API_URL: ") && !"\(error)".contains("pw"))
    }
  }

  @Test func addressesAreClickUpsOwnUnlessSaid() throws {
    #expect(try ClickUpAddress(environment: [:]).isClickUp)
    #expect(try ClickUpAddress(environment: ["CLICKUP_API_URL": ""]).isClickUp)
    let sandbox = try ClickUpAddress(environment: ["CLICKUP_API_URL": "http://127.0.0.1:9/api//"])
    #expect(sandbox.base.text == "http://127.0.0.1:9/api" && !sandbox.isClickUp)
  }
}

/// Where the token is looked for.
struct TokenLookupTests {
  private let folder: TemporaryFolder
  private var environment: [String: String]

  /// A credential helper in the user's settings that answers with `password`, and notes how it was
  /// asked.
  init() throws {
    folder = try TemporaryFolder()
    environment = [
      "PATH": Command.currentEnvironment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": folder.path + "/gitconfig",
      "GIT_ASKPASS": folder.path + "/ask", "SSH_ASKPASS": folder.path + "/ask",
    ]
    let ask = try folder.write("ask", "#!/bin/sh\ntouch '\(folder.path)/asked'\necho nonsense\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: ask)
  }

  private func keep(_ answer: String) throws {
    let helper = try folder.write(
      "helper", "#!/bin/sh\ncat > '\(folder.path)/request'\n[ $1 = get ] && printf '\(answer)'\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: helper)
    try folder.write("gitconfig", "[credential]\n\thelper = \"!'\(helper)'\"\n")
  }

  @Test func theEnvironmentGoesFirst() throws {
    try keep("password=pk_kept\\n")
    let found = try TokenLookup(
      environment: environment.merging(["CLICKUP_TOKEN": "pk_given"]) { $1 }
    ).find()
    #expect(found.token == ClickUpToken("pk_given") && found.origin == .environment)
    #expect(throws: (any Error).self) { try folder.read("request") }
  }

  @Test func helpersAreAskedForTheHost() throws {
    try keep("username=x\\npassword=pk_kept\\n")
    let found = try TokenLookup(environment: environment).find()
    #expect(found.token == ClickUpToken("pk_kept") && found.origin == .gitCredential)
    let request = String(decoding: try folder.read("request"), as: UTF8.self)
    #expect(request.contains("protocol=https\n") && request.contains("host=api.clickup.com\n"))
  }

  @Test func nobodyIsAsked() throws {
    #expect(throws: ClickUpAccessError.noToken) {
      try TokenLookup(environment: environment).find()
    }
    try keep("")
    #expect(throws: ClickUpAccessError.noToken) {
      try TokenLookup(environment: environment).find()
    }
    #expect(throws: (any Error).self) { try folder.read("asked") }
    var withoutGit = environment
    withoutGit["PATH"] = folder.path
    #expect(throws: ClickUpAccessError.noToken) { try TokenLookup(environment: withoutGit).find() }
  }

  @Test func unusableTokensAreNamedAsSuch() throws {
    #expect(throws: ClickUpAccessError.unusableToken) {
      try TokenLookup(environment: ["CLICKUP_TOKEN": "two words"]).find()
    }
    #expect("\(ClickUpAccessError.noToken)" == "there is no ClickUp token")
    #expect(ClickUpAccessError.noToken.hint.contains("CLICKUP_TOKEN"))
  }
}
