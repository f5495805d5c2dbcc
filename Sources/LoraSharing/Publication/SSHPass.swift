import FoundationEssentials
import LoraNames
import LoraProcess

/// What `git-lfs-authenticate` on a server says: where its LFS server is, and what to show there.
struct SSHPass: Decodable {
  let href: String?
  let header: [String: String]?

  static func ask(_ place: LFSEndpoint.SSHPlace, through transport: Transport)
    throws(LFSServerError) -> SSHPass
  {
    let output: Output
    do { output = try command(place, transport).run() } catch {
      throw LFSServerError(words: "was not reached by ssh: \(error)")
    }
    guard output.status.isSuccess else {
      throw LFSServerError(words: "was not reached by ssh: \(output.lastErrorLine)")
    }
    do { return try JSONDecoder().decode(SSHPass.self, from: Data(output.output)) } catch {
      throw LFSServerError(words: "gave no pass by ssh")
    }
  }

  private static func command(_ place: LFSEndpoint.SSHPlace, _ transport: Transport) -> Command {
    let environment = transport.environment.command([]).environment
    // The path goes through a shell on the other side.
    let path = "'" + place.path.parts(at: "'").joined(separator: "'\\''") + "'"
    let arguments =
      (place.port.map { ["-p", "\($0)"] } ?? [])
      + [place.host, "git-lfs-authenticate \(path) download"]
    let settings = transport.environment.settings
    guard let words = Unattended.ssh(environment, settings) else {
      // A program of the user's own, without options it may not know.
      return Command(
        environment["GIT_SSH"] ?? "ssh", arguments, environment: environment, ownGroup: true,
        timeLimit: Unattended.limit)
    }
    return Command(
      "sh", ["-c", words + " \"$@\"", "ssh"] + arguments, environment: environment, ownGroup: true,
      timeLimit: Unattended.limit)
  }
}
