import Foundation
import LoraHTTP
import LoraIntake
import Testing

/// Where an attachment's address may lead.
@Suite struct AddressTests {
  private let hosts = FileHosts(isSandbox: false, environment: [:])
  private let sandbox = FileHosts(isSandbox: true, environment: [:])

  @Test(arguments: [
    "https://attachments.clickup.com/a/b.png",
    "https://attachments-public.clickup.com/x",
    "https://t9011.p.clickup-attachments.com/t9011/u/photo%20(1).png?view=open",
    "https://T9011.P.ClickUp-Attachments.com/x",
    "https://attachments.clickup.com:443/x",
  ]) func clickUpsHosts(_ address: String) throws {
    #expect(try hosts.url(address).scheme == "https")
    #expect(try sandbox.url(address).scheme == "https")
  }

  static let hostile = [
    "file:///etc/passwd", "FILE:/etc/passwd", "ftp://attachments.clickup.com/x",
    "gopher://attachments.clickup.com/x", "dict://127.0.0.1:11211/x", "data:text/plain,x", "",
    "http://attachments.clickup.com/x", "/etc/passwd",
    "attachments.clickup.com/x", "javascript:alert(1)", "scp://attachments.clickup.com/x",
    "https://169.254.169.254/latest/meta-data/", "http://169.254.169.254/",
    "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://[::ffff:169.254.169.254]/",
    "https://[fe80::1%25eth0]/", "https://[fd00::1]/", "https://10.0.0.1/",
    "https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/", "https://127.1/",
    "https://0/", "https://2852039166/latest/meta-data/", "https://localhost/",
    "https://x.p.clickup-attachments.com.evil/", "https://x.p.clickup-attachments.com.evil.org/x",
    "https://p.clickup-attachments.com/", "https://xp.clickup-attachments.com/",
    "https://evilp.clickup-attachments.com/", "https://clickup-attachments.com/",
    "https://evil.org/x.p.clickup-attachments.com", "https://evil.org#.p.clickup-attachments.com",
    "https://evil.org?.p.clickup-attachments.com", "https://evil.org/?@attachments.clickup.com",
    "https://attachments.clickup.com@evil.org/", "https://u:p@attachments.clickup.com/",
    "https://u@attachments.clickup.com/", "https://evil.org\\@attachments.clickup.com/",
    "https://attachments.clickup.com:80/", "https://attachments.clickup.com:22/",
    "https://attachments.clickup.com:8443/", "https://attachments.clickup.com:0/",
    "https://attachments.clickup.com:99999/", "https://attachments.clickup.com./x",
    "https://attachments.clickup.com%2eevil.org/", "https://attachments.clickup.com%00.evil.org/",
    "https://api.clickup.com/api/v2/user", "https://clickup.com/", "https://app.clickup.com/x",
    "https://attachments.clickup.com.evil.org/", "https://attachments.clickup.com evil.org/",
    "https://attachments.clickup.com\n.evil.org/", "https://аttachments.clickup.com/",
    "https://attachments\u{2024}clickup.com/", "https://attachments.clickup.com\u{ff0f}.evil.org/",
  ]

  @Test(arguments: hostile) func refused(_ address: String) {
    #expect(throws: IntakeError.self) { try hosts.url(address) }
    #expect(throws: IntakeError.self) {
      try hosts.url(address, from: HTTPURL("https://evil.example/"))
    }
  }

  @Test func aLongAddressIsNotRepeated() {
    let address = "https://" + String(repeating: "a", count: 1_000_000) + ".evil.example/"
    let error = #expect(throws: IntakeError.self) { try hosts.url(address) }
    #expect((error?.description.utf8.count ?? .max) < 200)
  }

  @Test func loopbackOnlyForTheSandbox() throws {
    for address in ["http://127.0.0.1:4000/x", "http://[::1]:4000/x", "http://localhost:4000/x"] {
      #expect(try sandbox.url(address).isLoopback)
      #expect(throws: IntakeError.self) { try hosts.url(address) }
    }
    #expect(throws: IntakeError.self) { try sandbox.url("http://10.0.0.1/") }
    #expect(throws: IntakeError.self) { try sandbox.url("http://localhost.evil.org/") }
  }

  @Test func redirectsAreJudgedLikeAddresses() throws {
    let start = try hosts.url("https://attachments.clickup.com/a/b?sign=1")
    #expect(
      try hosts.url("/c", from: start).text.hasPrefix("https://attachments.clickup.com"))
    #expect(
      try hosts.url("//t1.p.clickup-attachments.com/c", from: start).host
        == "t1.p.clickup-attachments.com")
    #expect(throws: IntakeError.self) { try hosts.url("//attachments.clickup.com/x") }
    for inward in ["//127.0.0.1/", "http://attachments.clickup.com/", "file:///etc/passwd", "c"] {
      #expect(throws: IntakeError.self) { try hosts.url(inward, from: start) }
    }
  }

  @Test func addressesConnectedTo() throws {
    let url = try hosts.url("https://attachments.clickup.com/x")
    func may(_ hosts: FileHosts, _ text: String) throws -> Bool {
      hosts.mayConnect(to: try #require(IPAddress(text)), for: url)
    }
    for inside in [
      "127.0.0.1", "::1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
      "fe80::1", "fd12::1", "::ffff:10.0.0.1", "0.0.0.0", "::", "224.0.0.1", "ff02::1",
      "64:ff9b::a00:1", "2002:a00:1::",
    ] {
      #expect(try !may(hosts, inside), "\(inside)")
      #expect(try !may(sandbox, inside), "\(inside)")
    }
    #expect(try may(hosts, "52.84.1.1"))
    #expect(try may(hosts, "2600:9000::1"))
    // A proxy may well be inside; where it leads is its own affair.
    let proxied = FileHosts(isSandbox: false, environment: ["https_proxy": "http://10.0.0.8:3128"])
    #expect(try may(proxied, "10.0.0.8"))
    for spared in ["*", "clickup.com", ".ClickUp.com", "a.b, attachments.clickup.com"] {
      for name in ["no_proxy", "NO_PROXY"] {
        let direct = FileHosts(
          isSandbox: false, environment: ["https_proxy": "http://10.0.0.8:3128", name: spared])
        #expect(try !may(direct, "10.0.0.8"), "\(name)=\(spared)")
      }
    }
    let elsewhere = ["https_proxy": "http://10.0.0.8:3128", "no_proxy": "example.org, 10.0.0.0/8"]
    #expect(try may(FileHosts(isSandbox: false, environment: elsewhere), "10.0.0.8"))
  }

  /// A name of a file host that resolves to this machine: nothing is sent.
  @Test func aNameThatLeadsHere() throws {
    let studio = try Studio()
    let hosts = FileHosts(hosts: ["localhost"], suffixes: [], isSandbox: false, environment: [:])
    studio.attach("a.png", at: "https://localhost/f/10", size: 10)
    let outcome = try DataPull(
      service: studio.board, hosts: hosts, transport: CurlTransport(environment: [:]),
      pause: { _ in }
    ).run(studio.request, on: studio.board.task)
    let error = try #require(outcome.failed.first?.error)
    #expect(error.description.contains("not on the Internet"), "\(error)")
    #expect(error.kind == .badData)
  }

  @Test func aRedirectInwardIsNotFollowed() throws {
    let studio = try Studio()
    for target in [
      "http://169.254.169.254/", "file:///etc/passwd", "https://localhost:1/", "ftp://127.0.0.1/",
    ] {
      studio.attach("a", at: "/f/1?to=\(target)", size: 1)
    }
    studio.attach("loop", at: "/f/1?to=/f/1?to=x", size: 1)
    let outcome = try studio.pull()
    #expect(outcome.failed.count == 5 && outcome.fetched.isEmpty)
    #expect(
      outcome.failed.dropLast().allSatisfy { if case .address = $0.error { true } else { false } })
  }
}
