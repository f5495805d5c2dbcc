import FoundationEssentials
public import LoraExperiment

/// The bytes of `run.json`, `data.json` and `metrics.jsonl`.
///
/// Readers pass over keys they do not know; a `format` newer than theirs is refused in words.
public enum RecordCodec {
  public static let recordFile = "run.json"
  public static let manifestFile = "data.json"
  public static let metricsFile = "metrics.jsonl"

  public static func encode(_ record: RunRecord) throws(StoreError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    do {
      return CanonicalJSON.pretty(try encoder.encode(record))
    } catch {
      throw .unreadable(file: recordFile, reason: DecodingWords.text(of: error))
    }
  }

  public static func record(from bytes: [UInt8]) throws(StoreError) -> RunRecord {
    try checkFormat(of: bytes, in: recordFile, known: RunRecord.currentFormat)
    return try decode(RunRecord.self, from: bytes, in: recordFile, snakeCase: true)
  }

  /// One line a file, so that two manifests compare line by line.
  public static func encode(_ manifest: DataManifest) -> [UInt8] {
    let files = manifest.files.map { file in
      let path = CanonicalJSON.quoted(file.path)
      return "    {\"bytes\": \(file.bytes), \"path\": \(path), \"sha256\": \"\(file.digest)\"}"
    }
    let list = files.isEmpty ? "[]" : "[\n\(files.joined(separator: ",\n"))\n  ]"
    return Array("{\n  \"files\": \(list),\n  \"format\": \(manifest.format)\n}\n".utf8)
  }

  public static func manifest(from bytes: [UInt8]) throws(StoreError) -> DataManifest {
    try checkFormat(of: bytes, in: manifestFile, known: DataManifest(files: []).format)
    return try decode(DataManifest.self, from: bytes, in: manifestFile)
  }

  private struct Header: Decodable { var format: Int }

  private static func checkFormat(of bytes: [UInt8], in file: String, known: Int)
    throws(StoreError)
  {
    let found = try decode(Header.self, from: bytes, in: file).format
    guard found <= known else { throw .newerFormat(file: file, found: found, known: known) }
  }

  static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], in file: String, snakeCase: Bool = false
  ) throws(StoreError) -> Value {
    let decoder = JSONDecoder()
    if snakeCase { decoder.keyDecodingStrategy = .convertFromSnakeCase }
    // So earlier versions wrote what is not finite; it is `null` now.
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try decoder.decode(type, from: Data(bytes))
    } catch {
      throw .unreadable(file: file, reason: DecodingWords.text(of: error))
    }
  }
}
