import LoraHTTP
import Testing

struct AddressTests {
  @Test(arguments: [
    "http://api.example/x", "ftp://api.example", "file:///etc/passwd", "http://127.0.0.1:1/",
    "http://localhost/",
  ])
  func onlyHTTPS(text: String) {
    #expect { try HTTPURL(text) } throws: {
      if case HTTPURLError.notHTTPS = $0 { true } else { false }
    }
  }

  @Test(arguments: [
    "http://127.0.0.1.evil.example/", "http://10.0.0.1/", "http://[::2]/", "http://localhost.evil/",
  ])
  func plainHTTPOnlyToLoopback(text: String) {
    #expect(throws: HTTPURLError.self) { try HTTPURL(text, plainHTTP: .toLoopback) }
  }

  @Test(arguments: ["http://127.0.0.1:8080/a", "http://localhost/", "http://[::1]:80/"])
  func loopbackWhenAllowed(text: String) throws {
    #expect(try HTTPURL(text, plainHTTP: .toLoopback).isLoopback)
  }

  @Test(arguments: [
    ("http://10.0.0.1/", false), ("http://git.example:3000/x", false), ("http://127.0.0.1/", true),
    ("https://git.example/", true),
  ])
  func plainHTTPAnywhereIsNotConfidential(text: String, isConfidential: Bool) throws {
    #expect(try HTTPURL(text, plainHTTP: .anywhere).isConfidential == isConfidential)
    #expect(throws: HTTPURLError.self) { try HTTPURL("file:///etc/passwd", plainHTTP: .anywhere) }
  }

  @Test func partsAreRead() throws {
    let url = try HTTPURL("https://API.example/a/b?c=d#e")
    #expect(url.host == "api.example")
    #expect(url.port == 443)
    #expect(url.text.hasSuffix("/a/b?c=d#e"))
    #expect(url.path == "/a/b")
    #expect(try HTTPURL("https://[::1]:9/").host == "::1")
  }

  @Test func userPartsAreRefusedUnrepeated() {
    #expect { try HTTPURL("https://ada:secret@api.example/") } throws: {
      !"\($0)".contains("secret")
    }
  }

  @Test(arguments: [
    "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::", "::1",
    "fe80::1", "fd00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1",
    "2002:a00:1::", "2001:db8::1",
  ])
  func theseAreNotPublic(text: String) throws {
    #expect(try !#require(IPAddress(text)).isPublic)
  }

  @Test(arguments: ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])
  func theseArePublic(text: String) throws {
    #expect(try #require(IPAddress(text)).isPublic)
  }

  @Test(arguments: ["127.0.0.1", "::1", "::ffff:127.0.0.2"])
  func theseAreLoopback(text: String) throws {
    #expect(try #require(IPAddress(text)).isLoopback)
  }

  @Test func onlyAddressesAreAddresses() {
    #expect(["", "localhost", "1.2.3", "[::1]", "1.2.3.4.5"].allSatisfy { IPAddress($0) == nil })
    #expect(IPAddress("::ffff:1.2.3.4")?.description == "1.2.3.4")
  }
}
