import LoraJSON
import LoraNames

/// Reads and checks a safetensors header.
struct SafetensorsHeader {
  let file: MappedFile

  /// A tensor's name is a path of modules, shown in tables and messages.
  private static let maximumNameBytes = 1024
  /// A hundred times as many as any file of a model has.
  private static let maximumTensors = 100_000

  func read() throws(WeightsError) -> (NameMap<String>, NameMap<StoredTensor>) {
    let (header, dataStart) = try header()
    guard header.members.count <= Self.maximumTensors else {
      throw malformed("it names \(header.members.count) tensors")
    }
    var metadata: NameMap<String> = [:]
    var tensors: NameMap<StoredTensor> = [:]
    var ranges: [(range: Range<Int>, name: String)] = []
    for member in header.members {
      let (name, entry) = (member.key, member.value)
      if name == "__metadata__" {
        metadata = try texts(entry)
        continue
      }
      let (tensor, range) = try tensor(name, entry, dataStart: dataStart)
      tensors[name] = tensor
      ranges.append((range, name))
    }
    try checkCover(ranges, dataStart: dataStart)
    return (metadata, tensors)
  }

  private func malformed(_ reason: String) -> WeightsError {
    WeightsError(path: file.path, .malformed("this is not a valid safetensors file: " + reason))
  }

  private func header() throws(WeightsError) -> (JSONObject, Int) {
    guard file.bytes.count >= 8 else { throw malformed("it is shorter than 8 bytes") }
    let length = try file.read(0..<8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(SafetensorsFile.maximumHeaderBytes) else {
      throw malformed("its header would be \(length) bytes long")
    }
    let end = 8 + Int(length)
    guard end <= file.bytes.count else {
      throw malformed("it ends inside its header of \(length) bytes")
    }
    let text = try file.read(8..<end)
    do throws(JSONError) {
      let value = try JSONValue(parsing: text)
      if case .object(let members) = value { return (members, end) }
    } catch {
      throw malformed("its header is not JSON: \(error)")
    }
    throw malformed("its header is not a JSON object")
  }

  private func texts(_ value: JSONValue) throws(WeightsError) -> NameMap<String> {
    guard case .object(let members) = value else { throw malformed("__metadata__ is no object") }
    var texts: NameMap<String> = [:]
    for member in members.members {
      guard let text = member.value.string else {
        throw malformed("metadata '\(Printable(member.key))' is no text")
      }
      texts[member.key] = text
    }
    return texts
  }

  private func tensor(
    _ name: String, _ entry: JSONValue, dataStart: Int
  ) throws(WeightsError) -> (StoredTensor, Range<Int>) {
    let shown = Printable(name)
    guard name.utf8.count <= Self.maximumNameBytes else {
      throw malformed("the name '\(shown)' has \(name.utf8.count) bytes")
    }
    guard let typeName = entry["dtype"]?.string else {
      throw malformed("tensor '\(shown)' has no dtype")
    }
    guard let type = ElementType(rawValue: typeName), type.elementsPerBlock == 1 else {
      throw WeightsError(path: file.path, .unsupportedType(tensor: name, type: typeName))
    }
    guard let shape = integers(entry["shape"]), shape.allSatisfy({ $0 >= 0 }) else {
      throw malformed("tensor '\(shown)' has no shape")
    }
    guard let offsets = integers(entry["data_offsets"]), offsets.count == 2,
      offsets[0] >= 0, offsets[0] <= offsets[1],
      offsets[1] <= file.bytes.count - dataStart
    else { throw malformed("tensor '\(shown)' lies outside the file") }
    guard let expected = type.byteCount(ofShape: shape), expected == offsets[1] - offsets[0] else {
      throw malformed(
        "tensor '\(shown)' of type \(typeName) and shape \(shape) cannot have "
          + "\(offsets[1] - offsets[0]) bytes")
    }
    let range = dataStart + offsets[0]..<dataStart + offsets[1]
    return (
      StoredTensor(name: name, elementType: type, shape: shape, file: file, range: range), range
    )
  }

  private func integers(_ value: JSONValue?) -> [Int]? {
    guard let elements = value?.array else { return nil }
    var integers: [Int] = []
    for element in elements {
      guard case .integer(let integer) = element else { return nil }
      integers.append(integer)
    }
    return integers
  }

  /// The data must be covered wholly and once: no overlap, no hole, nothing after it.
  private func checkCover(
    _ ranges: [(range: Range<Int>, name: String)], dataStart: Int
  ) throws(WeightsError) {
    var end = dataStart
    for (range, name) in ranges.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }) {
      guard range.lowerBound >= end else {
        throw malformed("tensor '\(Printable(name))' overlaps the one before it")
      }
      guard range.lowerBound == end else {
        throw malformed("there is a hole before tensor '\(Printable(name))'")
      }
      end = range.upperBound
    }
    guard end == file.bytes.count else {
      throw malformed("\(file.bytes.count - end) bytes belong to no tensor")
    }
  }
}
