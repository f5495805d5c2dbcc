import Foundation
import LoraWeights
import Testing

struct SafetensorsTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func file(_ header: String, data: [UInt8] = [], length: Int? = nil) throws -> String {
    try folder.file(
      "x.safetensors", littleEndian(UInt64(length ?? header.utf8.count)) + Array(header.utf8) + data
    )
  }

  @Test func writtenFileIsReadBack() throws {
    let path = folder.path + "/a.safetensors"
    let tensors = [
      StoredTensor(name: "b", shape: [2, 3], floats: [1, 2, 3, 4, 5, 6]),
      StoredTensor(name: "a", elementType: .bf16, shape: [1], bytes: [0x80, 0x3F]),
      StoredTensor(name: "空 \"\\\n", shape: [0, 4], floats: []),
    ]
    try SafetensorsWriter.write(tensors, metadata: ["format": "pt", "z": "\u{1}é"], to: path)
    let read = try SafetensorsFile(path: path)
    #expect(read.metadata == ["format": "pt", "z": "\u{1}é"])
    #expect(read.names == ["a", "b", "空 \"\\\n"])
    #expect(try read.tensor("b").floats() == [1, 2, 3, 4, 5, 6])
    #expect(try read.tensor("b").shape == [2, 3])
    #expect(try read.tensor("a").floats() == [1])
    #expect(try read.tensor("空 \"\\\n").floats().isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.safetensors"])
  }

  @Test func bytesDependOnContentAlone() throws {
    let a = StoredTensor(name: "a", shape: [1], floats: [1])
    let b = StoredTensor(name: "b", shape: [1], floats: [2])
    let paths = [folder.path + "/1", folder.path + "/2"]
    try SafetensorsWriter.write([a, b], metadata: ["x": "1", "y": "2"], to: paths[0])
    try SafetensorsWriter.write([b, a], metadata: ["y": "2", "x": "1"], to: paths[1])
    let bytes = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    #expect(bytes[0] == bytes[1])
    let text = String(decoding: bytes[0].dropFirst(8).prefix(40), as: UTF8.self)
    #expect(text.hasPrefix(#"{"__metadata__":{"x":"1","y":"2"},"a":{"#))
  }

  @Test func unwritableFolderIsAnError() {
    #expect(throws: WeightsError.self) {
      try SafetensorsWriter.write([], to: folder.path + "/none/a.safetensors")
    }
  }

  static let entry = #"{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"#

  /// Headers over four bytes of data, and the words each error must have.
  static let broken: [(header: String, words: String)] = [
    ("{", "not JSON"),
    ("[]", "not a JSON object"),
    ("{\"a\":\(entry)} x", "text after the end"),
    ("{\"a\":\(entry),\"a\":\(entry)}", "occurs twice"),
    ("{\"a\":\(entry),\"b\":\(entry)}", "overlaps"),
    ("{}", "4 bytes belong to no tensor"),
    (#"{"a":{"dtype":"F32","shape":[1]}}"#, "lies outside"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, "lies outside"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, "lies outside"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#, "lies outside"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}"#, "lies outside"),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9223372036854775807]}}"#, "lies outside"
    ),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, "cannot have 4 bytes"),
    (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, "no shape"),
    (#"{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}"#, "no shape"),
    (
      #"{"a":{"dtype":"F32","shape":[4611686018427387904,8],"data_offsets":[0,4]}}"#,
      "cannot have"
    ),
    (#"{"a":{"shape":[1],"data_offsets":[0,4]}}"#, "no dtype"),
    (#"{"a":{"dtype":"F4","shape":[4],"data_offsets":[0,4]}}"#, "F4"),
    (#"{"a":{"dtype":"Q4_0","shape":[4],"data_offsets":[0,4]}}"#, "Q4_0"),
    (#"{"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}"#, "hole"),
    ("{\"__metadata__\":[],\"a\":\(entry)}", "__metadata__"),
    ("{\"__metadata__\":{\"x\":1},\"a\":\(entry)}", "metadata 'x'"),
    (String(repeating: "[", count: 5000), "nested too deeply"),
  ]

  @Test(arguments: broken)
  func brokenHeaderIsRefused(header: String, words: String) throws {
    let path = try file(header, data: [0, 0, 0, 0])
    let error = #expect(throws: WeightsError.self) { try SafetensorsFile(path: path) }
    #expect(error?.path == path)
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: [100_000_001, 1000, Int.max])
  func headerLengthIsBounded(length: Int) throws {
    let path = try file("{}", length: length)
    #expect(throws: WeightsError.self) { try SafetensorsFile(path: path) }
  }

  @Test func whatIsNoFileIsRefused() throws {
    let empty = try folder.file("empty", [])
    let short = try folder.file("short", [1, 2, 3])
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in [folder.path + "/missing", folder.path, empty, short, pipe] {
      #expect(throws: WeightsError.self) { try SafetensorsFile(path: path) }
    }
  }

  /// Any damage gives a value or an error; reading what was accepted stays inside the file.
  @Test func damageNeverCrashes() throws {
    let path = folder.path + "/a.safetensors"
    try SafetensorsWriter.write(
      [StoredTensor(name: "a", shape: [2, 2], floats: [1, 2, 3, 4])], metadata: ["k": "v"],
      to: path)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    var random = UInt64(1)
    var refused = 0
    for round in 0..<600 {
      var damaged = bytes
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      if round % 3 == 0 {
        damaged.removeLast(Int(random >> 33) % bytes.count)
      } else {
        damaged[Int(random >> 33) % bytes.count] = UInt8(truncatingIfNeeded: random >> 20)
      }
      let path = try folder.file("damaged", damaged)
      do {
        for tensor in try SafetensorsFile(path: path).tensors.values { _ = tensor.floats() }
      } catch { refused += 1 }
    }
    #expect(refused > 100)
  }
}
