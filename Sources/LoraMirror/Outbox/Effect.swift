public import LoraClickUp
public import LoraDigest

/// One thing to be done on a task, whole: nothing else is needed to do it later.
public enum Effect: Sendable, Equatable {
  case comment(NewComment)
  /// The present text of a comment that is kept up to date in place.
  case update(Update)
  case upload(Upload)
  case status(StatusChange)
  case field(FieldWrite)
  case description(DescriptionPart)
  /// Of a comment that was posted again after a lost answer, only the first is to stay.
  case singleComment(EffectKey)
}

/// Unsigned: the line that names its key is added when it is sent.
public struct NewComment: Sendable, Equatable {
  public let body: CommentBody
  public let notifyAll: Bool
  /// Begins with the people that the task is assigned to when it is sent.
  public let mentionsAssignees: Bool

  public init(_ body: CommentBody, notifyAll: Bool = false, mentionsAssignees: Bool = false) {
    self.body = body
    self.notifyAll = notifyAll
    self.mentionsAssignees = mentionsAssignees
  }
}

public struct Update: Sendable, Equatable, Codable {
  public let text: String
  /// Grows with each text of the same comment.
  public let revision: Int
  /// The run that everyone must be able to get first; `place` in the text becomes where.
  public let published: LandedVersion?

  /// The revision of a running report's last text: after those of every event.
  static let last = 1_000_000_000

  /// What stands in a text where the link to a run will be.
  public static let place = "⟦where⟧"

  public init(_ text: String, revision: Int, published: LandedVersion? = nil) {
    self.text = text
    self.revision = revision
    self.published = published
  }
}

/// A file that stays as it is until it is sent: by content, in the LFS store or in the outbox.
public struct Upload: Sendable, Equatable, Codable {
  /// As people see it, without the run's mark.
  public let name: String
  public let type: String
  public let digest: Digest
  public let bytes: Int
  public let place: Place
  /// The highest number that the run itself gives to a file.
  public let last: Int
  /// The number of the broken file that this one stands in for.
  public internal(set) var replaces: Int?

  public enum Place: String, Sendable, Codable { case lfs, spool }

  public init(name: String, type: String, digest: Digest, bytes: Int, place: Place, last: Int) {
    self.last = last
    self.name = name
    self.type = type
    self.digest = digest
    self.bytes = bytes
    self.place = place
  }
}

public struct StatusChange: Sendable, Equatable, Codable {
  /// Nil: only look at the status, so that the next change knows what it was.
  public let target: String?
  /// Nil while the run goes on.
  public let landed: LandedVersion?

  public init(to target: String?, landed: LandedVersion? = nil) {
    self.target = target
    self.landed = landed
  }
}

/// What a field should say about a run that has landed.
public struct FieldWrite: Sendable, Equatable, Codable {
  public let purpose: Purpose
  /// As `.lorarc` names the field.
  public let field: String
  public let run: LandedVersion
  /// Of a mapped field: what it shows, and the run's value of that.
  public let source: String?
  public let value: RunValue?

  public enum Purpose: String, Sendable, Codable { case version, storage, mapped }

  public init(
    _ purpose: Purpose, field: String, run: LandedVersion, source: String? = nil,
    value: RunValue? = nil
  ) {
    self.purpose = purpose
    self.field = field
    self.run = run
    self.source = source
    self.value = value
  }
}

/// The run a field names.
public struct LandedVersion: Sendable, Equatable, Codable {
  /// As people call it.
  public let name: String
  /// 40 hexadecimal digits.
  public let commit: String
  /// The run's folder in the commit's tree.
  public let folder: String
  /// The adapter's LFS object and its name in the folder.
  public let adapter: Digest?
  public let adapterName: String?
  /// UTC, as `run.json` has it.
  public let ended: String
  /// The entry that attaches the adapter; nil when it is not attached.
  public let attachedAs: EffectKey?

  public init(
    name: String, commit: String, folder: String, adapter: Digest?, adapterName: String?,
    ended: String, attachedAs: EffectKey?
  ) {
    self.name = name
    self.commit = commit
    self.folder = folder
    self.adapter = adapter
    self.adapterName = adapterName
    self.ended = ended
    self.attachedAs = attachedAs
  }

  var decided: VersionDecision.Run {
    VersionDecision.Run(commit: commit, ended: EventTime.milliseconds(ended) ?? 0)
  }
}

/// A part of the task's description that belongs to git-lora; the rest is people's.
public struct DescriptionPart: Sendable, Equatable, Codable {
  public let lines: [String]

  public init(_ lines: [String]) { self.lines = lines }
}
