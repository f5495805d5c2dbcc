import LoraWeights
import Testing

struct LFSPointerTests {
  static let digest = String(repeating: "ab", count: 32)
  static let text =
    "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize 12345\n"

  @Test func pointerIsRecognised() {
    let pointer = Array(Self.text.utf8).withUnsafeBytes { LFSPointer($0) }
    #expect(pointer?.digest == Self.digest)
    #expect(pointer?.size == 12345)
  }

  @Test(arguments: [
    "", "hello", "version https://git-lfs.github.com/spec/v1\n",
    text.replacing("sha256:", with: "md5:"), text.replacing("size 12345", with: "size -1"),
    text.replacing("abab", with: "xyzw"), text + String(repeating: "x", count: 1024),
  ])
  func otherTextIsNot(text: String) {
    #expect(Array(text.utf8).withUnsafeBytes { LFSPointer($0) } == nil)
  }

  @Test func weightsThatAreAPointerNameTheWayOut() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("model.safetensors", Self.text.utf8)
    let error = #expect(throws: WeightsError.self) { try SafetensorsFile(path: path) }
    #expect(error?.description.contains("git lfs pull --include") == true)
  }
}
