import Foundation
import LoraDigest
import Testing

@Suite struct DigestTests {
  /// From FIPS 180-4's examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func matchesTheStandardsExamples(text: String, hex: String) {
    #expect(Digest.of(text).hex == hex)
  }

  @Test func aFileHashesAsItsBytesDo() throws {
    let path = NSTemporaryDirectory() + "digest-\(UUID().uuidString)"
    let bytes = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let hashed = try Digest.ofFile(at: path)
    #expect(hashed.digest == Digest.of(bytes))
    #expect(hashed.bytes == bytes.count)
  }

  @Test func aMissingFileIsNamed() {
    #expect(throws: FileDigestError.self) { try Digest.ofFile(at: "/nowhere/at/all") }
  }

  @Test(arguments: [
    "", "abc", String(repeating: "A", count: 64), String(repeating: "g", count: 64),
  ])
  func refusesWhatIsNoDigest(text: String) {
    #expect(Digest(hex: text) == nil)
  }
}
