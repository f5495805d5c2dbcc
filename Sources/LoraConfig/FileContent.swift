import LoraFiles
import LoraWeights

/// What a file holds, by its first bytes.
enum FileContent {
  case unreadable(String)
  case empty, pointer, safetensors, gguf, pickle, archive, image, audio, text, binary

  init(_ path: String) {
    do throws(FileError) { self = Self.of(try RegularFile(path).file.read(upTo: 4096)) } catch {
      self = .unreadable(error.reason)
    }
  }

  static func of(_ start: [UInt8]) -> FileContent {
    if start.isEmpty { return .empty }
    if start.withUnsafeBytes({ LFSPointer($0) }) != nil { return .pointer }
    if let (_, content) = signatures.first(where: { start.starts(with: $0.0) }) { return content }
    if start.count > 8, start[8] == UInt8(ascii: "{"), start[4..<8].allSatisfy({ $0 == 0 }) {
      return .safetensors
    }
    if start.starts(with: "RIFF".utf8), start.count >= 12 {
      return start[8..<12].elementsEqual("WEBP".utf8) ? .image : .audio
    }
    if start.count >= 12, start[4..<8].elementsEqual("ftyp".utf8) {
      let brand = String(decoding: start[8..<12], as: UTF8.self)
      return ["avif", "heic", "mif1"].contains(brand) ? .image : .audio
    }
    if (start[0] == 0x80 && start.count > 1 && (2...5).contains(start[1])) { return .pickle }
    return start.contains(0) ? .binary : .text
  }

  private static let signatures: [([UInt8], FileContent)] = [
    (Array("GGUF".utf8), .gguf), ([0x50, 0x4B, 0x03, 0x04], .archive),
    ([0x89, 0x50, 0x4E, 0x47], .image), ([0xFF, 0xD8, 0xFF], .image), (Array("GIF8".utf8), .image),
    ([0x49, 0x49, 0x2A, 0x00], .image),
    ([0x4D, 0x4D, 0x00, 0x2A], .image), (Array("fLaC".utf8), .audio), (Array("OggS".utf8), .audio),
    (Array("ID3".utf8), .audio), ([0xFF, 0xFB], .audio), ([0x1F, 0x8B], .archive),
  ]

  var inWords: String {
    switch self {
    case .unreadable(let reason): "cannot be read (\(reason))"
    case .empty: "is empty"
    case .pointer: "is a Git LFS pointer, not the file itself"
    case .safetensors, .gguf: "holds weights"
    case .pickle: "is a Python pickle"
    case .archive: "is an archive (or a PyTorch file)"
    case .image: "is an image"
    case .audio: "is a recording"
    case .text: "is text"
    case .binary: "is binary"
    }
  }

  var holdsWeights: Bool {
    switch self {
    case .safetensors, .gguf, .pickle: true
    default: false
    }
  }
}
