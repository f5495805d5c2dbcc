public import LoraGit
import LoraNames
import LoraStore

/// A remote, by the name that Git's settings give it.
public struct Remote: Sendable, Hashable {
  public let name: String

  public init(name: String) { self.name = name }

  public static func == (a: Remote, b: Remote) -> Bool { ByteName(a.name) == ByteName(b.name) }

  public func hash(into hasher: inout Hasher) { hasher.combine(ByteName(name)) }

  /// Where Git keeps what the remote's branches pointed to when last seen.
  public var tracking: String { "refs/remotes/\(name)/" }

  /// The tracking reference of one of the remote's branches.
  public func tracking(_ branch: String) -> String { tracking + RunRefs.short(branch) }

  /// Where we keep which runs were marked so at the remote when last seen.
  func marks(_ kind: RunMark) -> String { "refs/lora/remotes/\(name)/\(kind.rawValue)/" }

  func mark(_ kind: RunMark, _ commit: ObjectID) -> String { marks(kind) + commit.hex }
}

/// Which way runs are to go.
public enum Direction: Sendable { case push, fetch }

extension Remote {
  /// The remote and the runs among the words of a command: the first word is the remote where the
  /// settings know one of that name; else Git's own default is taken.
  public static func split(_ words: [String], in repository: Repository, for direction: Direction)
    throws(SharingError) -> (remote: Remote, runs: [String])
  {
    let known = all(in: repository.environment)
    if let first = words.first, known.hold(first) {
      return (Remote(name: first), Array(words.dropFirst()))
    }
    if let first = words.first, isAddress(first) { throw .address }
    return (try standard(in: repository, among: known, for: direction), words)
  }

  /// `https://host/x`, `host:x` and paths; no name of a remote or a run looks like these.
  private static func isAddress(_ word: String) -> Bool {
    word.holds(":") || ["/", "./", "../", "~/"].contains(where: { word.begins(with: $0) })
  }

  /// Every remote, the default one for fetching first.
  public static func all(in repository: Repository) -> [Remote] {
    let known = all(in: repository.environment)
    let first = try? standard(in: repository, among: known, for: .fetch).name
    let isFirst = { (name: String) in first.map(name.sameBytes(as:)) ?? false }
    return (known.filter(isFirst) + known.filter { !isFirst($0) }).map(Remote.init)
  }

  /// The names of all remotes.
  static func all(in environment: GitEnvironment) -> [String] {
    environment.settings.keys.compactMap { $0.rest(after: "remote.")?.rest(before: ".url") }
      .inByteOrder()
  }

  private static func standard(
    in repository: Repository, among known: [String], for direction: Direction
  ) throws(SharingError) -> Remote {
    let settings = repository.environment.settings
    let head = try git { () throws(GitError) in try repository.head() }
    let branch = head.reference.map(RunRefs.short) ?? ""
    let forPush = [settings["branch.\(branch).pushremote"], settings["remote.pushdefault"]]
    let wanted = (direction == .push ? forPush : []) + [settings["branch.\(branch).remote"]]
    let choices = wanted.compactMap { $0 } + (known.count == 1 ? known : ["origin"])
    guard let name = choices.first(where: { known.hold($0) }) else { throw .noRemote }
    return Remote(name: name)
  }
}
