import LoraClickUp
import LoraReport

/// A file of a task that holds data nobody can train on.
public struct UnusableFile: Sendable, Equatable {
  /// The attachment's.
  public let id: String
  public let title: String
  /// In words, for who attached it.
  public let reason: String
  public let person: Int?
  /// When it was attached, in milliseconds since 1970.
  public let attached: Int

  public init(id: String, title: String, reason: String, person: Int?, attached: Int) {
    self.id = id
    self.title = title
    self.reason = reason
    self.person = person
    self.attached = attached
  }
}

/// What the person who attached such files is told.
struct UnusableComment {
  let files: [UnusableFile]
  let person: Int?

  private static let most = 20

  var blocks: [CommentBlock] {
    var blocks: [CommentBlock] = person.map { [.mention(userID: $0), .text(" ")] } ?? []
    let subject =
      files.count == 1 ? "This file of the task" : "\(files.count) files of this task"
    blocks += [.text(subject + " cannot be used as training data:"), .lineEnd()]
    for file in files.prefix(Self.most) {
      let line = "\(Quoted.line(file.title, limit: 100)): \(Quoted.line(file.reason))"
      blocks += [.text(line), .lineEnd(.bullet)]
    }
    if files.count > Self.most {
      blocks += [.text("and \(files.count - Self.most) more"), .lineEnd(.bullet)]
    }
    let way =
      "Please attach the data again unpacked, or as one .zip, .tar, .tar.gz, .tar.xz or .7z without a "
      + "password."
    return blocks + [.text(way), .lineEnd()]
  }
}
