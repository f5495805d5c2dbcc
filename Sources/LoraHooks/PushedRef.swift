public import LoraGit
import LoraNames

/// One reference of a push, as Git tells a `pre-push` hook.
public struct PushedRef: Sendable, Equatable {
  /// `refs/heads/x`, `HEAD`, a hash, or `(delete)`.
  public let localName: String
  /// What is pushed; nil when the remote reference is to be deleted.
  public let local: ObjectID?
  public let remoteName: String
  /// What the remote has there; nil when it has none.
  public let remote: ObjectID?

  public init(localName: String, local: ObjectID?, remoteName: String, remote: ObjectID?) {
    self.localName = localName
    self.local = local
    self.remoteName = remoteName
    self.remote = remote
  }

  /// Reads `<local ref> <local oid> <remote ref> <remote oid>` lines; a line of another form is
  /// passed over, as git-lfs does. The local ref may be an expression with spaces (`HEAD@{1 day
  /// ago}`), so fields count from the end.
  public static func parse(_ input: [UInt8]) -> [PushedRef] {
    input.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let fields = line.split(separator: UInt8(ascii: " "))
        .map { String(escapingNameBytes: $0) }
      guard fields.count >= 4 else { return nil }
      let last = fields.count - 1
      return PushedRef(
        localName: fields[...(last - 3)].joined(separator: " "),
        local: ObjectID(hex: fields[last - 2]), remoteName: fields[last - 1],
        remote: ObjectID(hex: fields[last]))
    }
  }

  /// The push as the pre-commit framework tells its hooks, in `PRE_COMMIT_…` variables: its first
  /// reference only. Empty when pre-commit runs for something other than a push.
  public static func fromPreCommit(
    _ variables: [String: String], in repository: Repository
  ) -> (remote: String, refs: [PushedRef])? {
    guard let remote = variables["PRE_COMMIT_REMOTE_NAME"] else { return nil }
    // A first push that holds a root commit has no PRE_COMMIT_TO_REF.
    let tip = variables["PRE_COMMIT_TO_REF"] ?? variables["PRE_COMMIT_LOCAL_BRANCH"]
    guard let tip, let local = try? repository.resolve(tip) else { return (remote, []) }
    let ref = PushedRef(
      localName: variables["PRE_COMMIT_LOCAL_BRANCH"] ?? tip, local: local,
      remoteName: variables["PRE_COMMIT_REMOTE_BRANCH"] ?? "",
      remote: variables["PRE_COMMIT_FROM_REF"].flatMap { try? repository.resolve($0) })
    return (remote, [ref])
  }
}
