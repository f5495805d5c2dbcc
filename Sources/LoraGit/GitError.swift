/// A Git operation that failed: what was tried, why it failed, and the way out where there is one.
public struct GitError: Error, Sendable, Equatable {
  public let kind: Kind
  /// The C function or the git command.
  public let operation: String
  public let message: String
  public let hint: String?

  public enum Kind: Sendable, Equatable {
    case notARepository
    /// A bare repository, or a folder inside `.git`, where a working tree is needed.
    case noWorkingTree
    /// A format this program cannot read or write, for example SHA-256 objects.
    case unsupported
    /// No such revision, path, object or reference.
    case notFound
    /// A reference of that name exists already, or one that needs it to be a folder.
    case exists
    /// The reference moved since it was read.
    case moved
    /// Another process is writing the same reference just now.
    case locked
    /// Not a valid revision or reference name.
    case invalidName
    /// The index holds conflicts of an unfinished merge.
    case unmerged
    /// No name or email for the commit.
    case noIdentity
    /// `commit.gpgsign` is on and signing failed.
    case signing
    /// The git program is missing or failed otherwise.
    case program
    case other
  }

  public init(_ kind: Kind, _ operation: String, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.operation = operation
    self.message = message
    self.hint = hint
  }
}

extension GitError: CustomStringConvertible {
  public var description: String {
    hint.map { "\(message)\nhint: \($0)" } ?? message
  }
}
