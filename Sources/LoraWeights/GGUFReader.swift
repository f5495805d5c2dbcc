import LoraJSON
import LoraNames

/// Reads a GGUF file's metadata and tensor table, each read checked against the file's end.
///
/// What is parsed is bounded, too: a file may be larger than it looks, for holes take no space.
struct GGUFReader {
  /// Of metadata and tensor table. Vocabularies of 200,000 tokens, with their merges, take 15 MB.
  private static let maximumHeaderBytes = 32 << 20
  /// Behind the last tensor: padding.
  private static let maximumTailBytes = 1 << 20

  struct Contents {
    var metadata: NameMap<GGUFValue> = [:]
    var tensors: NameMap<StoredTensor> = [:]
    var unsupported: NameMap<String> = [:]
  }

  private struct Entry {
    let name: String
    let shape: [Int]
    let type: UInt32
    let offset: Int
  }

  private let file: MappedFile
  private var position = 0

  private let limit: Int

  init(file: MappedFile) {
    self.file = file
    limit = min(file.bytes.count, Self.maximumHeaderBytes)
  }

  mutating func read() throws(WeightsError) -> Contents {
    guard try bytes(4).elementsEqual("GGUF".utf8) else { throw malformed("it has no GGUF mark") }
    let version: UInt32 = try number()
    guard version == 2 || version == 3 else {
      throw WeightsError(
        path: file.path,
        .unsupportedContainer(
          version.byteSwapped == 2 || version.byteSwapped == 3
            ? "this GGUF file is big-endian, which is not supported"
            : "GGUF version \(version) is not supported, only 2 and 3"))
    }
    let tensorCount = try count(ofAtLeast: 24)
    let metadataCount = try count(ofAtLeast: 13)
    var contents = Contents()
    for _ in 0..<metadataCount {
      let name = try string()
      let value = try value(type: try number(), depth: 0)
      guard contents.metadata[name] == nil else {
        throw malformed("the metadata '\(Printable(name))' occurs twice")
      }
      contents.metadata[name] = value
    }
    var entries: [Entry] = []
    for _ in 0..<tensorCount { entries.append(try entry()) }
    try place(entries, in: &contents)
    return contents
  }

  private func malformed(_ reason: String) -> WeightsError {
    WeightsError(path: file.path, .malformed("this is not a valid GGUF file: " + reason))
  }

  private mutating func bytes(_ count: Int) throws(WeightsError) -> UnsafeRawBufferPointer {
    guard count <= limit - position else {
      throw malformed(
        limit == file.bytes.count
          ? "it ends inside its header, at byte \(limit)"
          : "its header is longer than \(Self.maximumHeaderBytes >> 20) MiB")
    }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: file.bytes[position..<position + count])
  }

  private mutating func number<T: FixedWidthInteger>() throws(WeightsError) -> T {
    T(littleEndian: try bytes(T.bitWidth / 8).loadUnaligned(as: T.self))
  }

  /// A count of things that take at least `size` bytes each: no more than the file can hold.
  private mutating func count(ofAtLeast size: Int) throws(WeightsError) -> Int {
    let count: UInt64 = try number()
    guard count <= UInt64((limit - position) / size) else {
      throw malformed("it announces \(count) entries, more than the file can hold")
    }
    return Int(count)
  }

  private mutating func string() throws(WeightsError) -> String {
    String(decoding: try bytes(try count(ofAtLeast: 1)), as: UTF8.self)
  }
}

// Metadata

extension GGUFReader {
  private mutating func value(type: UInt32, depth: Int) throws(WeightsError) -> GGUFValue {
    switch type {
    case 0...5, 10, 11: return .integer(try integer(type: type))
    case 6, 12: return .float(try float(type: type))
    case 7: return .bool(try number() as UInt8 != 0)
    case 8: return .string(try string())
    case 9:
      guard depth < 4 else { throw malformed("arrays are nested too deeply") }
      return try array(depth: depth)
    default: throw malformed("metadata type \(type) is unknown")
    }
  }

  private mutating func integer(type: UInt32) throws(WeightsError) -> Int {
    switch type {
    case 0: return Int(try number() as UInt8)
    case 1: return Int(try number() as Int8)
    case 2: return Int(try number() as UInt16)
    case 3: return Int(try number() as Int16)
    case 4: return Int(try number() as UInt32)
    case 5: return Int(try number() as Int32)
    case 11: return Int(try number() as Int64)
    default:
      guard let value = Int(exactly: try number() as UInt64) else {
        throw malformed("a metadata number is greater than 2^63 - 1")
      }
      return value
    }
  }

  private mutating func float(type: UInt32) throws(WeightsError) -> Double {
    type == 6
      ? Double(Float(bitPattern: try number())) : Double(bitPattern: try number())
  }

  private mutating func array(depth: Int) throws(WeightsError) -> GGUFValue {
    let type: UInt32 = try number()
    switch type {
    case 0...5, 10, 11:
      return .integers(
        try elements(ofAtLeast: 1) { reader throws(WeightsError) in
          try reader.integer(type: type)
        })
    case 6, 12:
      return .floats(
        try elements(ofAtLeast: 4) { reader throws(WeightsError) in try reader.float(type: type) })
    case 7:
      return .bools(
        try elements(ofAtLeast: 1) { reader throws(WeightsError) in
          try reader.number() as UInt8 != 0
        })
    case 8:
      return .strings(
        try elements(ofAtLeast: 8) { reader throws(WeightsError) in try reader.string() })
    default:
      return .arrays(
        try elements(ofAtLeast: 12) { reader throws(WeightsError) in
          try reader.value(type: type, depth: depth + 1)
        })
    }
  }

  private mutating func elements<T>(
    ofAtLeast size: Int, _ element: (inout GGUFReader) throws(WeightsError) -> T
  ) throws(WeightsError) -> [T] {
    let count = try count(ofAtLeast: size)
    var elements: [T] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }
}

// Tensors

extension GGUFReader {
  private mutating func entry() throws(WeightsError) -> Entry {
    let name = try string()
    let dimensions: UInt32 = try number()
    guard dimensions <= 4 else {
      throw malformed("tensor '\(Printable(name))' has \(dimensions) dimensions")
    }
    var shape: [Int] = []
    for _ in 0..<dimensions {
      guard let dimension = Int(exactly: try number() as UInt64) else {
        throw malformed("tensor '\(Printable(name))' has a dimension above 2^63 - 1")
      }
      // GGUF writes the contiguous dimension first.
      shape.insert(dimension, at: 0)
    }
    let type: UInt32 = try number()
    guard let offset = Int(exactly: try number() as UInt64) else {
      throw malformed("tensor '\(Printable(name))' lies outside the file")
    }
    return Entry(name: name, shape: shape, type: type, offset: offset)
  }

  private func place(_ entries: [Entry], in contents: inout Contents) throws(WeightsError) {
    let alignment = contents.metadata["general.alignment"]?.integer ?? 32
    guard alignment > 0, alignment <= 1 << 20, alignment % 8 == 0 else {
      throw malformed("its alignment is \(alignment)")
    }
    let dataStart = (position + alignment - 1) / alignment * alignment
    var ranges: [(range: Range<Int>, name: String)] = []
    for entry in entries {
      guard contents.tensors[entry.name] == nil, contents.unsupported[entry.name] == nil else {
        throw malformed("tensor '\(Printable(entry.name))' occurs twice")
      }
      guard let type = GGUFTypes.supported[entry.type] else {
        contents.unsupported[entry.name] =
          GGUFTypes.knownNames[entry.type] ?? "type \(entry.type)"
        continue
      }
      let range = try range(of: entry, type: type, dataStart: dataStart, alignment: alignment)
      ranges.append((range, entry.name))
      contents.tensors[entry.name] = StoredTensor(
        name: entry.name, elementType: type, shape: entry.shape, file: file, range: range)
    }
    let end = try checkApart(ranges)
    // Where the tensors that are not decoded end is not known.
    guard !contents.unsupported.isEmpty || file.bytes.count - end <= Self.maximumTailBytes else {
      throw malformed("\(file.bytes.count - end) bytes at its end belong to no tensor")
    }
  }

  private func range(
    of entry: Entry, type: ElementType, dataStart: Int, alignment: Int
  ) throws(WeightsError) -> Range<Int> {
    guard let size = type.byteCount(ofShape: entry.shape) else {
      throw malformed(
        "tensor '\(Printable(entry.name))' of type \(type.name) cannot have shape \(entry.shape)")
    }
    let (start, overflow) = dataStart.addingReportingOverflow(entry.offset)
    guard !overflow, entry.offset % alignment == 0, start <= file.bytes.count,
      size <= file.bytes.count - start
    else { throw malformed("tensor '\(Printable(entry.name))' lies outside the file") }
    return start..<start + size
  }

  /// The tensors' end.
  private func checkApart(
    _ ranges: [(range: Range<Int>, name: String)]
  ) throws(WeightsError) -> Int {
    var end = position
    for (range, name) in ranges.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where !range.isEmpty {
      guard range.lowerBound >= end else {
        throw malformed("tensor '\(Printable(name))' overlaps the one before it")
      }
      end = range.upperBound
    }
    return end
  }
}
