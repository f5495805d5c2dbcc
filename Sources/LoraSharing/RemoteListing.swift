import LoraGit
import LoraNames
import LoraProcess
import LoraStore

/// What a remote has, as it says itself, this moment.
struct RemoteListing: Sendable {
  let references: NameMap<ObjectID>
  /// The commits of annotated tags, by the tag's full name.
  private let peeled: NameMap<ObjectID>

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
    return RemoteListing(output.output)
  }

  /// Reads `<id>\t<reference>` lines; a peeled tag's reference ends in `^{}`. A reference whose
  /// name is no UTF-8 is left out: no run can have it.
  init(_ lines: [UInt8]) {
    var references: NameMap<ObjectID> = [:]
    var peeled: NameMap<ObjectID> = [:]
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      let fields = String(nameBytes: line)?.parts(at: "\t") ?? []
      guard fields.count == 2, let id = ObjectID(hex: fields[0]) else { continue }
      if let tag = fields[1].rest(before: "^{}") {
        peeled[tag] = id
      } else {
        references[fields[1]] = id
      }
    }
    self.references = references
    self.peeled = peeled
  }

  subscript(reference: String) -> ObjectID? { references[reference] }

  /// The commits that the remote's tags stand for, by the tag's full name.
  var tags: NameMap<ObjectID> {
    references.filter { $0.key.begins(with: "refs/tags/") }.merging(peeled) { $1 }
  }

  /// The runs that are marked so there.
  func marked(_ kind: RunMark) -> Set<ObjectID> {
    Set(
      references.keys.compactMap { $0.rest(after: kind.prefix).flatMap { ObjectID(hex: $0) } })
  }
}
