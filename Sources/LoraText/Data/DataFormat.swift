import LoraJSON

/// How a data file is read, by its name.
enum DataFormat: Sendable {
  /// A line is an example.
  case text
  /// A line is a JSON object.
  case jsonLines
  /// One list of objects, or lines after all.
  case json

  init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    switch name.split(separator: ".").last?.lowercased() {
    case "txt": self = .text
    case "jsonl", "ndjson": self = .jsonLines
    case "json": self = .json
    default: return nil
    }
  }
}

/// Why a file as a whole cannot be training data.
struct UnfitFile {
  let message: String
  var hint: String?

  init?(_ bytes: [UInt8], path: String) {
    if bytes.isEmpty {
      message = "the file is empty"
    } else if TextFile.isLFSPointer(bytes) {
      message = "this is a Git LFS pointer, not the data it stands for"
      hint = "git lfs pull --include \"\(Printable(path, limit: 4096))\""
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      message = "the file is UTF-16"
      hint = "save it as UTF-8"
    } else if let format = ForeignFormat(path: path) {
      message = "this is \(format.name), which is not read"
      hint = format.wayOut(path: path)
    } else if let kind = Self.binaryKind(bytes) {
      message = "this is \(kind), not training text"
    } else if DataFormat(path: path) == nil {
      message = "the file's name says not how to read it"
      hint = "name it .jsonl, .json or .txt"
    } else {
      return nil
    }
  }

  private static let magics: [(bytes: [UInt8], kind: String)] = [
    (Array("GGUF".utf8), "a GGUF model"), ([0x50, 0x4B, 3, 4], "a zip archive"),
    ([0x1F, 0x8B], "a gzip file"), (Array("PAR1".utf8), "a Parquet file"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"), ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("%PDF".utf8), "a PDF"), ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file"),
    (Array("ARROW1".utf8), "an Arrow file"), ([0x93] + Array("NUMPY".utf8), "a NumPy array"),
    ([0x80, 2], "a Python pickle"), ([0x80, 4], "a Python pickle"),
  ]

  private static func binaryKind(_ bytes: [UInt8]) -> String? {
    if let magic = magics.first(where: { bytes.starts(with: $0.bytes) }) { return magic.kind }
    if bytes.count > 9 && bytes[8] == UInt8(ascii: "{") && bytes[4..<8].allSatisfy({ $0 == 0 }) {
      return "a safetensors file"
    }
    let nulls = bytes.prefix(8192).count { $0 == 0 }
    return nulls * 20 > min(bytes.count, 8192) ? "a binary file" : nil
  }
}
