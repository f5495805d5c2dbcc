import Foundation
import LoraSharing
import LoraStore
import TestSupport
import Testing

/// Weights on an LFS server, the commit in a bare repository.
@Suite struct LFSServerTests {
  private func words(_ publication: Publication) -> String {
    switch publication {
    case .published: "published"
    case .unpublished(let reason): "unpublished: \(reason)"
    case .unknown(let reason): "unknown: \(reason)"
    }
  }

  private func shared(at path: String = "/org/repo", user: String? = nil) throws
    -> (SharedRun, LFSServer)
  {
    let shared = try SharedRun()
    try shared.pushBranch()
    let server = try LFSServer(objects: shared.remote + "/lfs/objects", user: user)
    try shared.temporary.git(
      "config", "remote.origin.lfsurl", "http://127.0.0.1:\(server.port)\(path)")
    return (shared, server)
  }

  @Test func theServerIsAskedForEachObject() throws {
    let (shared, server) = try shared()
    try withExtendedLifetime(server) {
      #expect(words(try shared.check()).hasPrefix("unpublished: origin has the commit and lacks 1"))
      try shared.putObject()
      #expect(words(try shared.check()) == "published")
    }
  }

  @Test(arguments: [
    ("/broken", "unknown: the LFS server of origin answered 500"),
    ("/html", "unknown: the LFS server of origin answered something that is no LFS"),
    ("/forgetful", "unknown: the LFS server of origin left objects out of its answer"),
    ("/wrong-size", "unpublished: origin has the commit and lacks 1"),
    ("/no-action", "unpublished: origin has the commit and lacks 1"),
  ])
  func aServerMayFail(_ path: String, _ wanted: String) throws {
    let (shared, server) = try shared(at: path)
    try shared.putObject()
    let words = words(try withExtendedLifetime(server) { try shared.check() })
    #expect(words.hasPrefix(wanted))
  }

  /// As in an office whose Git goes through a proxy: nothing else knows the server's name.
  @Test func theProxyOfGitsSettingsIsTaken() throws {
    let (shared, server) = try shared()
    try shared.putObject()
    try withExtendedLifetime(server) {
      try shared.temporary.git(
        "config", "remote.origin.lfsurl", "http://lfs.invalid/org/repo")
      #expect(words(try shared.check()).contains("was not reached"))
      try shared.temporary.git(
        "config", "http.http://lfs.invalid/.proxy", "http://127.0.0.1:\(server.port)")
      #expect(words(try shared.check()) == "published")
    }
  }

  @Test func noServerIsNoAnswer() throws {
    let (shared, _) = try shared()
    try shared.putObject()
    #expect(
      words(try shared.check()).hasPrefix("unknown: the LFS server of origin was not reached"))
  }

  @Test func passwordsComeFromGitsHelpers() throws {
    let (shared, server) = try shared(user: "ada:s3cr3t")
    try shared.putObject()
    try withExtendedLifetime(server) {
      #expect(words(try shared.check()).contains("Git's credential helpers know none"))
      let helper = "!f() { echo username=ada; echo password=s3cr3t; }; f"
      try shared.temporary.git("config", "credential.helper", helper)
      #expect(words(try shared.check()) == "published")
      try shared.temporary.git(
        "config", "credential.helper", helper.replacing("s3cr3t", with: "no"))
      #expect(words(try shared.check()) == "unknown: the LFS server of origin answered 401")
    }
  }

  @Test func aPasswordInTheAddressIsUsedAndNotRepeated() throws {
    let (shared, server) = try shared(user: "ada:s3 cr/t")
    try shared.putObject()
    try withExtendedLifetime(server) {
      for (password, isRight) in [("s3%20cr%2Ft", true), ("wr0ng", false)] {
        try shared.temporary.git(
          "config", "remote.origin.lfsurl", "http://ada:\(password)@127.0.0.1:\(server.port)/x")
        let words = words(try shared.check())
        #expect((words == "published") == isRight)
        #expect(!words.contains("s3") && !words.contains("wr0ng"))
      }
    }
  }

  @Test func aBuildServersHeaderIsShown() throws {
    let (shared, server) = try shared(user: "ada:s3cr3t")
    try shared.putObject()
    try shared.temporary.git(
      "config", "http.http://127.0.0.1:\(server.port)/.extraheader",
      "Authorization: Basic " + Data("ada:s3cr3t".utf8).base64EncodedString())
    let words = words(try withExtendedLifetime(server) { try shared.check() })
    #expect(words == "published")
  }

  @Test func aPassComesBySSH() throws {
    let (shared, server) = try shared(user: "ada:s3cr3t")
    try shared.putObject()
    let pass = Data("ada:s3cr3t".utf8).base64EncodedString()
    let log = shared.temporary.folder.path + "/ssh.log"
    let ssh = try shared.temporary.folder.write(
      "ssh",
      """
      #!/bin/sh
      printf '%s\\n' "$@" > '\(log)'
      echo '{"href":"http://127.0.0.1:\(server.port)/y","header":{"Authorization":"Basic \(pass)"}}'
      """)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: ssh)
    try shared.temporary.git("config", "remote.origin.lfsurl", "ssh://git@host.example:2222/o/it's")
    try withExtendedLifetime(server) {
      let found = try shared.check(variables: ["GIT_SSH_COMMAND": "'\(ssh)' -v"])
      #expect(words(found) == "published")
    }
    let said = String(decoding: try shared.temporary.folder.read("ssh.log"), as: UTF8.self)
    #expect(
      said == """
        -v
        -oBatchMode=yes
        -oConnectTimeout=15
        -p
        2222
        git@host.example
        git-lfs-authenticate '/o/it'\\''s' download

        """)
  }

  @Test func plainHTTPOverTheNetworkSeesNoPassword() throws {
    let (shared, server) = try shared(user: "ada:s3cr3t")
    try shared.putObject()
    try shared.temporary.git(
      "config", "remote.origin.lfsurl", "http://ada:s3cr3t@lfs.example.invalid/x")
    _ = server
    let words = words(try shared.check())
    #expect(words.hasPrefix("unknown: the LFS server of origin was not reached"))
    #expect(!words.contains("s3cr3t"))
  }
}
