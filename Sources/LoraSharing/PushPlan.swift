public import LoraGit
import LoraNames
public import LoraStore

/// What a push would change at the remote, made before anything is sent.
public struct PushPlan: Sendable {
  /// One reference of the remote that is to change.
  public struct Update: Sendable, Equatable {
    public enum Kind: Sendable { case branch, tag, withdrawal, mirror }

    public let kind: Kind
    /// The full name of the reference here.
    public let local: String
    /// What it is to point to; nil when the remote's reference is to go.
    public let commit: ObjectID?
    /// The full name at the remote.
    public let target: String
    /// What the remote has there now; nil when nothing.
    public let known: ObjectID?

    /// Whether a run branch goes up under a person's name, because the remote's own has moved on.
    public var isRenamed: Bool { kind == .branch && local != target }
  }

  public struct Broken: Sendable, Equatable {
    public let branch: String
    /// In words.
    public let reason: String
  }

  public let remote: Remote
  public internal(set) var updates: [Update] = []
  /// The LFS objects that the updates need and the remote does not have by them.
  public internal(set) var objects: [LFSPointer] = []
  /// Objects here of runs that the remote has, without it being known that it has the objects.
  var unproven: [LFSPointer] = []
  /// The runs up to which the remote is whole once the plan is carried out, by the branch here.
  var tips: NameMap<ObjectID> = [:]
  /// How many run branches the remote has already.
  public internal(set) var upToDate = 0
  /// Run branches whose tip is no run; they are left to `git push`.
  public internal(set) var skipped: [String] = []
  /// Run branches whose tip cannot be read; nothing of them is sent.
  public internal(set) var broken: [Broken] = []
  /// Tags of runs under whose names the remote has something else.
  public internal(set) var otherTags: [String] = []

  /// Marks that remote and repository agree on, and which are not noted yet.
  var agreedMarks: [RunMark: Set<ObjectID>] = [:]
  /// What the remote has and this repository knows: the ground that new objects are counted from.
  var ground: [ObjectID] = []

  init(remote: Remote) { self.remote = remote }
}
