import Foundation
import LoraJSON
import LoraWeights
import Testing

/// Files whose numbers would cost all memory, or trap, if they were believed.
struct HostileFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func file(_ header: String, data: [UInt8] = []) throws -> String {
    try folder.file(
      "x.safetensors", littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + data)
  }

  private func words(_ body: () throws -> Void) throws -> String {
    try #require(throws: WeightsError.self, performing: body).description
  }

  /// 0 elements, yet a row of 2⁶² bytes.
  @Test(arguments: [
    "[0,4611686018427387904]", "[4611686018427387904,0]", "[1099511627776,1099511627776,0]",
  ])
  func aSizeOfZeroExcusesNoOther(shape: String) throws {
    let path = try file(#"{"a":{"dtype":"F32","shape":\#(shape),"data_offsets":[0,0]}}"#)
    #expect(try words { _ = try SafetensorsFile(path: path) }.contains("cannot have 0 bytes"))
  }

  @Test func emptyTensorsOfSomeSizeAreSound() throws {
    let path = try file(#"{"a":{"dtype":"F32","shape":[0,1000000000],"data_offsets":[0,0]}}"#)
    #expect(try AdapterFile(path: path).file.firstNonFinite() == nil)
  }

  @Test func oneDimensionTooManyIsRefused() throws {
    let ones = Array(repeating: "1", count: 65).joined(separator: ",")
    let path = try file(
      #"{"a":{"dtype":"U8","shape":[\#(ones)],"data_offsets":[0,1]}}"#, data: [1])
    #expect(try words { _ = try SafetensorsFile(path: path) }.contains("cannot have"))
  }

  @Test func aLongNameIsRefusedInFewWords() throws {
    let name = String(repeating: "\\u001b[2J", count: 200_000)
    let path = try file(#"{"\#(name)":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#)
    let words = try words { _ = try SafetensorsFile(path: path) }
    #expect(words.contains("has 800000 bytes"))
    #expect(words.utf8.count < 2000 && !words.unicodeScalars.contains("\u{1B}"))
  }

  @Test func aWrongNameIsQuotedInFewWords() throws {
    let type = String(repeating: "F", count: 1_000_000)
    let path = try file(#"{"a":{"dtype":"\#(type)","shape":[0],"data_offsets":[0,0]}}"#)
    #expect(try words { _ = try SafetensorsFile(path: path) }.utf8.count < 2000)
  }

  /// Whoever wrote an adapter may still be at it while it is checked.
  @Test func aFileThatIsCutShortIsAnError() throws {
    let path = folder.path + "/a.safetensors"
    let floats = [Float](repeating: 1, count: 1 << 20)
    try SafetensorsWriter.write(
      [StoredTensor(name: "a", shape: [1 << 20], floats: floats)], to: path)
    let opened = try SafetensorsFile(path: path)
    #expect(truncate(path, 1 << 20) == 0)
    #expect(try words { _ = try opened.firstNonFinite() }.contains("cut short"))
  }

  @Test func aDocumentAboveItsLimitIsRefused() throws {
    let path = try folder.file("config.json", [])
    #expect(truncate(path, 1 << 40) == 0)
    #expect(try words { _ = try JSONValue(readingFile: path) }.contains("too large"))
  }

  @Test func whatLiesBehindTheTensorsOfAGGUFFileIsPadding() throws {
    let bytes =
      Array("GGUF".utf8) + littleEndian(UInt32(3)) + littleEndian(UInt64(0))
      + littleEndian(UInt64(0))
    let path = try folder.file("x.gguf", bytes)
    #expect(truncate(path, 1 << 16) == 0)
    #expect(try GGUFFile(path: path).tensors.isEmpty)
    #expect(truncate(path, 1 << 40) == 0)
    #expect(try words { _ = try GGUFFile(path: path) }.contains("belong to no tensor"))
  }

  /// A byte of metadata becomes eight in memory, and the file may be full of holes.
  @Test func theHeaderOfAGGUFFileIsBounded() throws {
    let count = 100 << 20
    var bytes = Array("GGUF".utf8) + littleEndian(UInt32(3)) + littleEndian(UInt64(0))
    bytes += littleEndian(UInt64(1)) + littleEndian(UInt64(1)) + Array("k".utf8)
    bytes += littleEndian(UInt32(9)) + littleEndian(UInt32(0)) + littleEndian(UInt64(count))
    let path = try folder.file("x.gguf", bytes)
    #expect(truncate(path, off_t(count) * 2) == 0)
    #expect(try words { _ = try GGUFFile(path: path) }.contains("more than the file can hold"))
  }
}
