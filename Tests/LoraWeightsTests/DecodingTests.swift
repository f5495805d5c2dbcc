import LoraWeights
import Testing

/// Decoding to Float32, compared bit by bit.
struct DecodingTests {
  @Test func everyHalfIsWidenedExactly() {
    let halves = (0...UInt16.max).filter { $0 & 0x7C00 != 0x7C00 || $0 & 0x3FF == 0 }
    let tensor = StoredTensor(
      name: "t", elementType: .f16, shape: [halves.count], bytes: halves.flatMap(littleEndian))
    // sign · 2^(exponent - 25) · (1024 + fraction), or 2^-24 · fraction
    let expected = halves.map { half -> Float in
      let exponent = Int(half >> 10 & 31)
      let fraction = Double(half & 1023)
      let size: Double =
        switch exponent {
        case 0: Double(sign: .plus, exponent: -24, significand: fraction)
        case 31: .infinity
        default: Double(sign: .plus, exponent: exponent - 25, significand: 1024 + fraction)
        }
      return Float(half >> 15 == 0 ? size : -size)
    }
    #expect(tensor.floats().map(\.bitPattern) == expected.map(\.bitPattern))
  }

  @Test func halfNaNStaysNaN() throws {
    let tensor = StoredTensor(name: "t", elementType: .f16, shape: [1], bytes: [0x01, 0x7E])
    #expect(tensor.floats()[0].isNaN)
    #expect(try !tensor.isFinite())
  }

  @Test func plainTypesAreWidened() {
    func floats(_ type: ElementType, _ bytes: [UInt8]) -> [Float] {
      StoredTensor(
        name: "t", elementType: type, shape: [bytes.count / type.bytesPerBlock], bytes: bytes
      ).floats()
    }
    #expect(floats(.bf16, [0x80, 0x3F, 0x49, 0xC0]) == [1, -3.140625])
    #expect(floats(.f64, littleEndian((0.1).bitPattern)) == [0.1])
    #expect(floats(.f8_E5M2, [0x3C, 0xC0, 0x01, 0x7C]) == [1, -2, 0x1p-16, .infinity])
    #expect(floats(.f8_E4M3, [0x38, 0xC0, 0x01, 0x7E, 0x08]) == [1, -2, 0x1p-9, 448, 0x1p-6])
    #expect(floats(.f8_E4M3, [0xFF])[0].isNaN)
    #expect(floats(.u64, littleEndian(UInt64.max)) == [0x1p64])
    #expect(floats(.u32, littleEndian(UInt32.max)) == [0x1p32])
    #expect(floats(.u16, littleEndian(UInt16.max)) == [65535])
    #expect(floats(.i64, littleEndian(Int64(-5))) == [-5])
    #expect(floats(.i32, littleEndian(Int32.min)) == [-2_147_483_648])
    #expect(floats(.i16, littleEndian(Int16(-2))) == [-2])
    #expect(floats(.i8, [0xFF, 1]) == [-1, 1])
    #expect(floats(.u8, [0xFF, 0]) == [255, 0])
    #expect(floats(.bool, [1, 0]) == [1, 0])
  }

  @Test func integersAreReadAsIntegers() {
    let values: [Int64] = [-100, 1 << 40, 0]
    let tensor = StoredTensor(
      name: "t", elementType: .i64, shape: [3], bytes: values.flatMap(littleEndian))
    #expect(tensor.integers() == [-100, 1 << 40, 0])
    #expect(StoredTensor(name: "f", shape: [1], floats: [1]).integers() == nil)
  }

  @Test func rowsAreRearrangedWhole() {
    let tensor = StoredTensor(name: "t", shape: [3, 2], floats: [1, 2, 3, 4, 5, 6])
    #expect(tensor.rearranged { 2 - $0 }.floats() == [5, 6, 3, 4, 1, 2])
  }

  @Test func onlyAMappedTensorHasAMapping() throws {
    let tensor = StoredTensor(name: "t", shape: [2], floats: [1, 2])
    #expect(tensor.mapping == nil)
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.safetensors"
    try SafetensorsWriter.write([tensor], to: path)
    let mapping = try SafetensorsFile(path: path).tensor("t").mapping
    #expect(mapping.map { Array($0.bytes) } == tensor.withBytes { Array($0) })
  }

  @Test func finitenessLooksAtEveryElement() throws {
    var floats = [Float](repeating: 1, count: 70_000)
    #expect(try StoredTensor(name: "t", shape: [70_000, 1], floats: floats).isFinite())
    floats[69_999] = -.infinity
    #expect(try !StoredTensor(name: "t", shape: [70_000, 1], floats: floats).isFinite())
  }
}

func littleEndian<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}
