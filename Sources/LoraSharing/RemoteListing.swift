import LoraGit
import LoraProcess
import LoraStore

/// What a remote has, as it says itself, this moment.
struct RemoteListing: Sendable {
  let references: [String: ObjectID]
  /// The commits of annotated tags, by the tag's full name.
  private let peeled: [String: ObjectID]

  /// Asks the remote for its branches, tags and marks.
  static func ask(_ remote: Remote, through transport: Transport, for direction: Direction)
    throws(SharingError) -> RemoteListing
  {
    let pushed = transport.environment.settings["remote.\(remote.name).pushurl"]
    let place = direction == .push ? pushed ?? remote.name : remote.name
    let output = try transport.start(
      [
        "ls-remote", place, "refs/heads/*", "refs/tags/*",
      ] + RunMark.allCases.map { $0.prefix + "*" })
    guard output.status.isSuccess else {
      throw .unreachable(remote: remote.name, task: "asking", words: output.errorLine)
    }
    return RemoteListing(output.text)
  }

  /// Reads `<id>\t<reference>` lines; a peeled tag's reference ends in `^{}`.
  init(_ text: String) {
    var references: [String: ObjectID] = [:]
    var peeled: [String: ObjectID] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "\t")
      guard fields.count == 2, let id = ObjectID(hex: fields[0]) else { continue }
      if fields[1].hasSuffix("^{}") {
        peeled[String(fields[1].dropLast(3))] = id
      } else {
        references[String(fields[1])] = id
      }
    }
    self.references = references
    self.peeled = peeled
  }

  subscript(reference: String) -> ObjectID? { references[reference] }

  /// The commits that the remote's tags stand for, by the tag's full name.
  var tags: [String: ObjectID] {
    references.filter { $0.key.hasPrefix("refs/tags/") }.merging(peeled) { $1 }
  }

  /// The runs that are marked so there.
  func marked(_ kind: RunMark) -> Set<ObjectID> {
    Set(
      references.keys.filter { $0.hasPrefix(kind.prefix) }
        .compactMap { ObjectID(hex: $0.dropFirst(kind.prefix.count)) })
  }
}
