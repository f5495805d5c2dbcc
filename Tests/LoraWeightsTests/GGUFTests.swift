import Foundation
import LoraWeights
import Testing

/// GGUF files written by hand, byte by byte.
struct GGUFTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static func text(_ text: String) -> [UInt8] {
    littleEndian(UInt64(text.utf8.count)) + Array(text.utf8)
  }

  static func entry(
    _ name: String, _ dimensions: [UInt64], type: UInt32 = 0, offset: UInt64 = 0
  ) -> [UInt8] {
    text(name) + littleEndian(UInt32(dimensions.count)) + dimensions.flatMap(littleEndian)
      + littleEndian(type) + littleEndian(offset)
  }

  static func bytes(
    version: UInt32 = 3, metadata: [[UInt8]] = [], tensors: [[UInt8]] = [], data: [UInt8] = [],
    tensorCount: UInt64? = nil, metadataCount: UInt64? = nil
  ) -> [UInt8] {
    var file = Array("GGUF".utf8) + littleEndian(version)
    file += littleEndian(tensorCount ?? UInt64(tensors.count))
    file += littleEndian(metadataCount ?? UInt64(metadata.count))
    file += metadata.joined()
    file += tensors.joined()
    file += [UInt8](repeating: 0, count: (32 - file.count % 32) % 32)
    return file + data
  }

  private func open(_ bytes: [UInt8]) throws -> GGUFFile {
    try GGUFFile(path: try folder.file("x.gguf", bytes))
  }

  @Test func metadataOfEveryTypeIsRead() throws {
    let kinds: [(String, UInt32, [UInt8], GGUFValue)] = [
      ("u8", 0, [200], .integer(200)), ("i8", 1, [0xFF], .integer(-1)),
      ("u16", 2, littleEndian(UInt16(60_000)), .integer(60_000)),
      ("i16", 3, littleEndian(Int16(-3)), .integer(-3)),
      ("u32", 4, littleEndian(UInt32.max), .integer(4_294_967_295)),
      ("i32", 5, littleEndian(Int32(-7)), .integer(-7)),
      ("f32", 6, littleEndian(Float(1.5).bitPattern), .float(1.5)),
      ("bool", 7, [1], .bool(true)), ("text", 8, Self.text("é"), .string("é")),
      ("u64", 10, littleEndian(UInt64(9)), .integer(9)),
      ("i64", 11, littleEndian(Int64(-9)), .integer(-9)),
      ("f64", 12, littleEndian((0.1).bitPattern), .float(0.1)),
      (
        "texts", 9,
        littleEndian(UInt32(8)) + littleEndian(UInt64(2)) + Self.text("a") + Self.text("b"),
        .strings(["a", "b"])
      ),
      (
        "ints", 9,
        littleEndian(UInt32(5)) + littleEndian(UInt64(2)) + littleEndian(Int32(1))
          + littleEndian(Int32(-1)), .integers([1, -1])
      ),
      (
        "floats", 9,
        littleEndian(UInt32(6)) + littleEndian(UInt64(1))
          + littleEndian(Float(-2).bitPattern), .floats([-2])
      ),
      (
        "bools", 9, littleEndian(UInt32(7)) + littleEndian(UInt64(2)) + [0, 1],
        .bools([false, true])
      ),
    ]
    let file = try open(
      Self.bytes(metadata: kinds.map { Self.text($0.0) + littleEndian($0.1) + $0.2 }))
    for (name, _, _, expected) in kinds { #expect(file.metadata[name] == expected) }
    #expect(file.metadata.count == kinds.count)
  }

  @Test func tensorsComeInHuggingFaceOrder() throws {
    let data = [Float](arrayLiteral: 1, 2, 3, 4, 5, 6).withUnsafeBytes { Array($0) }
    let file = try open(Self.bytes(tensors: [Self.entry("t", [3, 2])], data: data))
    let tensor = try file.tensor("t")
    #expect(tensor.shape == [2, 3])
    #expect(tensor.floats() == [1, 2, 3, 4, 5, 6])
  }

  @Test func typeThatIsNotDecodedIsNamedWithItsTensor() throws {
    let file = try open(
      Self.bytes(tensors: [Self.entry("blk.0.ffn_up.weight", [256], type: 22)], data: [0]))
    let error = #expect(throws: WeightsError.self) { try file.tensor("blk.0.ffn_up.weight") }
    #expect(error?.problem == .unsupportedType(tensor: "blk.0.ffn_up.weight", type: "IQ2_S"))
  }

  static let four = [UInt8](repeating: 0, count: 4)

  static let broken: [(bytes: [UInt8], words: String)] = [
    (Array("GGUX".utf8) + [3, 0, 0, 0], "no GGUF mark"),
    (Array("GGUF".utf8), "ends inside"),
    (bytes(version: 1), "version 1"),
    (bytes(version: 0x0300_0000), "big-endian"),
    (bytes(tensorCount: .max), "more than the file can hold"),
    (bytes(metadataCount: 1 << 40), "more than the file can hold"),
    (bytes(metadata: [text("a") + littleEndian(UInt32(99))]), "type 99"),
    (
      bytes(metadata: [
        text("a") + littleEndian(UInt32(7)) + [1], text("a") + littleEndian(UInt32(7)) + [1],
      ]),
      "occurs twice"
    ),
    (
      bytes(metadata: [
        text("a") + littleEndian(UInt32(9)) + littleEndian(UInt32(8)) + littleEndian(UInt64.max)
      ]),
      "more than the file can hold"
    ),
    (
      bytes(metadata: [
        text("general.alignment") + littleEndian(UInt32(4)) + littleEndian(UInt32(0))
      ]),
      "alignment"
    ),
    (bytes(tensors: [entry("a", [1, 1, 1, 1, 1])], data: four), "5 dimensions"),
    (bytes(tensors: [entry("a", [1]), entry("a", [1])], data: four), "occurs twice"),
    (bytes(tensors: [entry("a", [1]), entry("b", [1])], data: four), "overlaps"),
    (bytes(tensors: [entry("a", [2])], data: four), "outside the file"),
    (bytes(tensors: [entry("a", [1], offset: 32)], data: four), "outside the file"),
    (bytes(tensors: [entry("a", [1], offset: 4)], data: four + four), "outside the file"),
    (bytes(tensors: [entry("a", [1 << 62, 1 << 62])], data: four), "cannot have shape"),
    (bytes(tensors: [entry("a", [.max])], data: four), "dimension above"),
    (bytes(tensors: [entry("a", [31], type: 2)], data: four), "cannot have shape"),
  ]

  @Test(arguments: broken)
  func brokenFileIsRefused(bytes: [UInt8], words: String) throws {
    let error = #expect(throws: WeightsError.self) { try open(bytes) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func damageNeverCrashes() throws {
    let whole = Self.bytes(
      metadata: [
        Self.text("a") + littleEndian(UInt32(9)) + littleEndian(UInt32(8))
          + littleEndian(UInt64(1)) + Self.text("b")
      ], tensors: [Self.entry("t", [32], type: 2)], data: [UInt8](repeating: 1, count: 18))
    var random = UInt64(2)
    var refused = 0
    for round in 0..<600 {
      var damaged = whole
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      if round % 3 == 0 {
        damaged.removeLast(Int(random >> 33) % whole.count)
      } else {
        damaged[Int(random >> 33) % whole.count] = UInt8(truncatingIfNeeded: random >> 20)
      }
      do {
        for tensor in try open(damaged).tensors.values {
          #expect(tensor.withBytes { Array($0) }.count == tensor.byteCount)
        }
      } catch { refused += 1 }
    }
    #expect(refused > 100)
  }
}
