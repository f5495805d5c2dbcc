import Glibc
public import LoraDigest
import LoraFiles

/// How the files of an entry stand now.
enum LocalState { case same, edited, missing }

/// Digests of the data folder's files, by a cache or by reading.
public struct LocalDigests {
  private let digest: (String) -> Digest?

  /// - Parameter digest: of the file at a path; nil when it cannot be read.
  public init(_ digest: @escaping (String) -> Digest?) { self.digest = digest }

  /// Reads every file.
  public static var byReading: LocalDigests {
    LocalDigests { try? Digest.ofFile(at: $0).digest }
  }

  func state(of entry: PulledData.Entry, in folder: String) throws(IntakeError) -> LocalState {
    if Standing(folder + "/" + entry.name) == .nothing { return .missing }
    for (path, sha256) in entry.paths {
      let path = folder + "/" + path
      guard case .file = Standing(path), digest(path) == sha256 else { return .edited }
    }
    return .same
  }
}
