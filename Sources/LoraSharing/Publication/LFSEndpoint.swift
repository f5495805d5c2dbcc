import LoraExperiment
import LoraGit
import LoraHTTP
import LoraNames
import LoraProcess

/// Where the LFS server of a remote is, as git-lfs itself finds it: `lfs.url`, `.lfsconfig`,
/// `remote.<name>.lfsurl`, `insteadOf`, or the remote's own address.
struct LFSEndpoint: Equatable {
  /// May hold a user and a password.
  let address: String
  /// To be asked for the address and for a pass, when the remote is reached by ssh.
  let ssh: SSHPlace?

  struct SSHPlace: Equatable {
    /// `git@host`
    let host: String
    let port: Int?
    let path: String
  }

  enum Answer: Equatable {
    case found(LFSEndpoint)
    /// In words.
    case none(String)
  }

  static func find(of remote: Remote, through transport: Transport) throws(SharingError) -> Answer {
    let output: Output
    do { output = try transport.start(["lfs", "env"]) } catch { return .none(error.description) }
    guard output.status.isSuccess else {
      return .none(
        output.errorLine.contains("is not a git command")
          ? SharingError.noLFSProgram.description
          : "git-lfs names no server: \(output.lastErrorLine)")
    }
    let settings = transport.environment.settings
    let configured =
      settings["lfs.url"] ?? settings["remote.\(remote.name).lfsurl"]
      ?? settings["remote.\(remote.name).url"] ?? ""
    guard let found = LFSEndpoint(report: output.text, of: remote.name, configured: configured)
    else { return .none("git-lfs knows no server for \(remote.name)") }
    return .found(found)
  }

  /// Reads `git lfs env`: `Endpoint (name)=address (auth=…)`, without the name for the remote that
  /// git-lfs takes by itself, and under it `  SSH=git@host:path` when it is reached by ssh.
  ///
  /// - Parameter configured: where a port of ssh stands, which the report leaves out.
  init?(report: String, of remote: String, configured: String) {
    let lines = report.split(whereSeparator: \.isNewline)
    let heads = ["Endpoint (\(remote))=", "Endpoint="]
    guard let head = heads.first(where: { head in lines.contains { $0.begins(with: head) } }),
      let index = lines.firstIndex(where: { $0.begins(with: head) })
    else { return nil }
    let value = lines[index].dropFirst(head.count)
    let end = value.ranges(of: " (auth=").last?.lowerBound ?? value.endIndex
    address = String(value[..<end])
    guard !address.isEmpty else { return nil }
    let next = index + 1 < lines.count ? lines[index + 1] : ""
    ssh = next.begins(with: "  SSH=") ? SSHPlace(next.dropFirst(6), configured: configured) : nil
  }

  /// Where a remote on this machine may lie; nil when it is elsewhere. git-lfs writes most of these
  /// addresses percent-encoded.
  var folders: [String]? {
    guard address.begins(with: "file://") else { return nil }
    let path = String(address.dropFirst(7))
    return [PercentEncoding.decoded(path), path].compactMap { $0 }
  }
}

extension LFSEndpoint.SSHPlace {
  fileprivate init?(_ text: Substring, configured: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    host = String(text[..<colon])
    path = String(text[text.index(after: colon)...])
    // What begins with a hyphen would be an option of ssh.
    guard !host.isEmpty, !host.begins(with: "-") else { return nil }
    let authority =
      configured.begins(with: "ssh://") ? configured.dropFirst(6).prefix { $0 != "/" } : ""
    port = authority.split(separator: ":").last.flatMap { Int($0) }
  }
}
