import ArgumentParser
import FoundationEssentials
import Glibc
import LoraArchive
import LoraProcess

/// `git-lora unpack`: one archive, in a process that may crash or run out of memory without taking
/// anything with it; not for people.
struct UnpackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpack", abstract: "What pull-data calls.", shouldDisplay: false)

  @Argument(help: "The archive.")
  var archive: String

  @Argument(help: "The folder, which must not exist.")
  var folder: String

  @Option(name: .long, help: "zip, tar, tarGzip, tarXz or sevenZip.")
  var kind: String

  @Option(name: .long, help: "The limits, as JSON.")
  var limits: String

  /// Far above what dictionaries of sensible archives take, far below what a machine has.
  private static let addressSpace = 2 << 30

  func run() throws {
    guard let kind = ArchiveKind(rawValue: kind),
      let limits = try? JSONDecoder().decode(ArchiveLimits.self, from: Data(limits.utf8))
    else { throw ValidationError("a kind and limits are needed") }
    // The next call works in the same place: nobody may still write, or tidy up, there.
    ParentProcess.endWithIt()
    Self.limit(__rlimit_resource_t(RLIMIT_AS.rawValue), to: Self.addressSpace)
    Self.limit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), to: limits.totalBytes)
    Self.limit(__rlimit_resource_t(RLIMIT_CORE.rawValue), to: 0)
    let result: Unpacked
    do throws(ArchiveError) {
      result = .done(try Archive.unpack(archive, kind: kind, into: folder, limits: limits))
    } catch {
      result = .refused(error)
    }
    Message.result(String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
  }

  private static func limit(_ resource: __rlimit_resource_t, to bytes: Int) {
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    setrlimit(resource, &limit)
  }
}

/// What the process says when it ends.
enum Unpacked: Codable {
  case done(UnpackedArchive)
  case refused(ArchiveError)
}
