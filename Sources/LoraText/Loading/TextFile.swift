import Glibc
import LoraFiles
import LoraWeights

/// A file read whole.
enum TextFile {
  enum Failure: Error {
    case missing
    case system(String)
    case tooLarge(limit: Int)
  }

  /// No data file may be larger, so that 32 bits count the bytes of any text in it.
  static let maximumBytes = 1 << 29

  static func read(_ path: String, atMost limit: Int = maximumBytes) throws(Failure) -> [UInt8] {
    do throws(FileError) { return try WholeFile(path, atMost: limit).bytes } catch {
      switch error.code {
      case ENOENT, ENOTDIR: throw .missing
      case EFBIG: throw .tooLarge(limit: limit)
      default: throw .system(error.reason)
      }
    }
  }

  static func isFolder(_ path: String) -> Bool { Standing(path, links: .followed) == .folder }

  static func isThere(_ path: String) -> Bool { Standing(path, links: .followed) != .nothing }

  static func isLFSPointer(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { LFSPointer($0) != nil }
  }

  /// The offset of the first byte that is not UTF-8, or nil.
  static func firstInvalidByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}
