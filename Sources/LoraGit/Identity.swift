import CLibGit2
import Glibc

/// A person and a moment, as commits and reflogs record them.
public struct Identity: Sendable, Equatable {
  public var name: String
  public var email: String
  /// Seconds since 1970, UTC.
  public var seconds: Int
  /// The local time's offset from UTC in minutes.
  public var offset: Int

  public init(name: String, email: String, seconds: Int, offset: Int) {
    self.name = name
    self.email = email
    self.seconds = seconds
    self.offset = offset
  }

  init(_ signature: UnsafePointer<git_signature>) {
    name = String(cString: signature.pointee.name)
    email = String(cString: signature.pointee.email)
    seconds = Int(signature.pointee.when.time)
    offset = Int(signature.pointee.when.offset)
  }

  /// Parses `Name <email> 1700000000 +0130`, as `git var` prints it.
  init?(ident: String) {
    guard let open = ident.lastIndex(of: "<"), let close = ident.lastIndex(of: ">"), open < close
    else { return nil }
    let when = ident[ident.index(after: close)...].split(separator: " ")
    guard when.count == 2, let seconds = Int(when[0]), let zone = Int(when[1]) else { return nil }
    let name = ident[..<open]
    self.name = String(name.last == " " ? name.dropLast() : name)
    email = String(ident[ident.index(after: open)..<close])
    self.seconds = seconds
    offset = zone / 100 * 60 + zone % 100
  }

  /// The same person at this moment.
  var now: Identity {
    var copy = self
    copy.seconds = time(nil)
    return copy
  }

  func withSignature<R>(_ body: (UnsafePointer<git_signature>) throws(GitError) -> R)
    throws(GitError) -> R
  {
    var signature: UnsafeMutablePointer<git_signature>?
    try call("git_signature_new", "\(name) <\(email)>") {
      git_signature_new(&signature, name, email, git_time_t(seconds), Int32(offset))
    }
    guard let signature else { throw GitError(.other, "git_signature_new", "no signature") }
    defer { git_signature_free(signature) }
    return try body(signature)
  }
}

/// Who writes a commit: Git's answer from settings and environment.
public struct Identities: Sendable {
  let authorThen: Identity
  let committerThen: Identity
  let fixedAuthorDate: Bool
  let fixedCommitterDate: Bool

  /// Now, unless `GIT_AUTHOR_DATE` says otherwise.
  public var author: Identity { fixedAuthorDate ? authorThen : authorThen.now }
  /// Now, unless `GIT_COMMITTER_DATE` says otherwise.
  public var committer: Identity { fixedCommitterDate ? committerThen : committerThen.now }
}

extension GitEnvironment {
  /// Asks `git var` for author and committer; throws `.noIdentity` when the user never said who
  /// they are, so that a run need not find out after its training.
  public func identities() throws(GitError) -> Identities {
    let asked = [
      try program.start(["var", "GIT_AUTHOR_IDENT"]),
      try program.start(["var", "GIT_COMMITTER_IDENT"]),
    ]
    var identities: [Identity] = []
    for process in asked {
      let answer = try process.finish()
      guard answer.status.isSuccess, let identity = Identity(ident: answer.line) else {
        throw GitError(
          .noIdentity, process.name, "Git does not know who you are, and a run is a commit",
          hint: "git config --global user.name \"Your Name\" && "
            + "git config --global user.email you@example.com")
      }
      identities.append(identity)
    }
    return Identities(
      authorThen: identities[0], committerThen: identities[1],
      fixedAuthorDate: program.environment["GIT_AUTHOR_DATE"] != nil,
      fixedCommitterDate: program.environment["GIT_COMMITTER_DATE"] != nil)
  }
}
