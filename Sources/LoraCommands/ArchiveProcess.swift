import FoundationEssentials
import LoraArchive
import LoraProcess

/// Unpacks archives in a process of their own (`UnpackCommand`).
enum ArchiveProcess {
  static func unpack(
    _ path: String, kind: ArchiveKind, into folder: String, limits: ArchiveLimits
  ) throws(ArchiveError) -> UnpackedArchive {
    let output: Output
    do {
      output = try Command(
        "/proc/self/exe",
        [
          "unpack", path, folder, "--kind", kind.rawValue, "--limits",
          String(decoding: try JSONEncoder().encode(limits), as: UTF8.self),
        ],
        // Nothing of ours is its business, the token least of all.
        environment: ["SWIFT_BACKTRACE": "enable=no"]
      ).run()
    } catch {
      throw .process("\(error)")
    }
    guard output.status.isSuccess,
      let result = try? JSONDecoder().decode(Unpacked.self, from: Data(output.output))
    else { throw .process(output.status.description) }
    switch result {
    case .done(let archive): return archive
    case .refused(let error): throw error
    }
  }
}
