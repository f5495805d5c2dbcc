/// One tensor as it lies in a file: a name, a type, a shape and bytes.
///
/// `shape` is in Hugging Face order (a linear layer's weight is [outputs, inputs]); rows are
/// everything but the last dimension, columns the last. A tensor without dimensions is 1 × 1.
public struct StoredTensor: Sendable {
  public let name: String
  public let elementType: ElementType
  public let shape: [Int]
  private let storage: Storage

  /// Memory that lives as long as a tensor that points into it.
  private enum Storage: Sendable {
    case mapped(MappedFile, Range<Int>)
    case owned([UInt8])
  }

  /// A tensor whose bytes are `range` of `file`, already checked against type and shape.
  init(
    name: String, elementType: ElementType, shape: [Int], file: MappedFile, range: Range<Int>
  ) {
    self.name = name
    self.elementType = elementType
    self.shape = shape
    storage = .mapped(file, range)
  }

  /// A tensor in memory. `bytes` must be exactly what type and shape ask for.
  public init(name: String, elementType: ElementType, shape: [Int], bytes: [UInt8]) {
    self.name = name
    self.elementType = elementType
    self.shape = shape
    storage = .owned(bytes)
    precondition(
      shape.isEmpty || shape[shape.count - 1] % elementType.elementsPerBlock == 0,
      "a row is a whole number of blocks")
    precondition(bytes.count == rows * bytesPerRow, "bytes match type and shape")
  }

  public init(name: String, shape: [Int], floats: [Float]) {
    self.init(
      name: name, elementType: .f32, shape: shape, bytes: floats.withUnsafeBytes { Array($0) })
  }

  public var rows: Int { shape.dropLast().reduce(1, *) }
  public var columns: Int { shape.last ?? 1 }
  public var elementCount: Int { rows * columns }
  public var bytesPerRow: Int {
    columns / elementType.elementsPerBlock * elementType.bytesPerBlock
  }
  public var byteCount: Int { rows * bytesPerRow }

  /// The stored bytes, little-endian, row after row; valid only inside `body`.
  public func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    switch storage {
    case .mapped(let file, let range):
      try withExtendedLifetime(file) {
        try body(UnsafeRawBufferPointer(rebasing: file.bytes[range]))
      }
    case .owned(let bytes): try bytes.withUnsafeBytes(body)
    }
  }

  /// A copy of the bytes of some elements of a plain type, of a file read and not mapped.
  func bytes(of elements: Range<Int>) throws(WeightsError) -> [UInt8] {
    let size = elementType.bytesPerBlock
    let part = elements.lowerBound * size..<elements.upperBound * size
    switch storage {
    case .mapped(let file, let range):
      return try file.read(range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound)
    case .owned(let bytes): return Array(bytes[part])
    }
  }

  /// The file's bytes it points into; nil for a tensor in memory.
  ///
  /// The bytes stay where they are for as long as `file` lives.
  public var mapping: (file: MappedFile, bytes: UnsafeRawBufferPointer)? {
    guard case .mapped(let file, let range) = storage else { return nil }
    return (file, UnsafeRawBufferPointer(rebasing: file.bytes[range]))
  }

  /// Writes rows `rows` as Float32 to `output`, which has room for `rows.count × columns` numbers.
  ///
  /// Of plain types alone: block formats are for who computes with them. Exact or, from F64 and wide
  /// integers, rounded to nearest.
  public func decode(rows: Range<Int>, into output: UnsafeMutablePointer<Float>) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= self.rows, "rows of this tensor")
    guard !rows.isEmpty, columns > 0 else { return }
    withBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      elementType.decode(
        base + rows.lowerBound * bytesPerRow, count: rows.count * columns, into: output)
    }
  }

  /// All elements of a plain type as Float32.
  public func floats() -> [Float] {
    [Float](unsafeUninitializedCapacity: elementCount) { buffer, count in
      if let base = buffer.baseAddress { decode(rows: 0..<rows, into: base) }
      count = elementCount
    }
  }

  /// All elements as integers; nil when the type is no integer type.
  public func integers() -> [Int]? {
    withBytes { bytes in
      func all<T: FixedWidthInteger>(_: T.Type) -> [Int] {
        (0..<elementCount).map {
          Int(
            truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: $0 * T.bitWidth / 8, as: T.self)
          )
        }
      }
      return switch elementType {
      case .i64: all(Int64.self)
      case .i32: all(Int32.self)
      case .u64: all(UInt64.self)
      case .u32: all(UInt32.self)
      case .u16: all(UInt16.self)
      case .i16: all(Int16.self)
      case .i8: all(Int8.self)
      case .u8, .bool: all(UInt8.self)
      default: nil
      }
    }
  }

  /// A copy whose row `i` is this tensor's row `source(i)`; whole rows move, so blocks stay intact.
  public func rearranged(rows source: (Int) -> Int) -> StoredTensor {
    let copy = withBytes { bytes in
      [UInt8](unsafeUninitializedCapacity: bytes.count) { target, count in
        for row in 0..<rows {
          let from = source(row) * bytesPerRow
          UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(target)[
              row * bytesPerRow..<(row + 1) * bytesPerRow]
          ).copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[from..<from + bytesPerRow]))
        }
        count = bytes.count
      }
    }
    return StoredTensor(name: name, elementType: elementType, shape: shape, bytes: copy)
  }

  /// The same tensor under another name.
  public func renamed(_ name: String) -> StoredTensor {
    switch storage {
    case .mapped(let file, let range):
      StoredTensor(name: name, elementType: elementType, shape: shape, file: file, range: range)
    case .owned(let bytes):
      StoredTensor(name: name, elementType: elementType, shape: shape, bytes: bytes)
    }
  }
}
