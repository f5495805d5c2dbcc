import LoraDigest
import LoraFiles

/// The LFS stores of the repositories that this one borrows Git objects from
/// (`objects/info/alternates`, as `git clone --shared` and `--reference` write it). git-lfs takes
/// objects from there, too.
struct BorrowedObjects: Sendable {
  /// The `objects` folder of the repository that borrows.
  private let objects: String

  init(of objects: String) { self.objects = objects }

  /// Where an object would lie in them.
  func places(of digest: Digest) -> [String] {
    folders.map { LFSLayout.path(of: digest, in: $0) }
  }

  private var folders: [String] {
    let bytes = (try? Files.read(objects + "/info/alternates")).flatMap { $0 } ?? []
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard line.first != UInt8(ascii: "#") else { return nil }
      let named = String(decoding: line, as: UTF8.self)
      let lender = line.first == UInt8(ascii: "/") ? named : "\(objects)/\(named)"
      return Files.parent(of: lender) + "/lfs"
    }
  }
}
