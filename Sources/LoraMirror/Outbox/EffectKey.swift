import LoraClickUp
public import LoraExperiment
import LoraTasks

/// Which effect of which run: fixed when its entry is written, and found again by it on the task.
///
/// `1a2b3c4d/summary-1`: a comment ends in it (`CommentMark`), a file carries run and number in its
/// name (`UploadName`). Numbers are chosen so that the same cause gives the same key: once-a-run
/// effects have 1, those of a trainer's event have the event's sequence.
public struct EffectKey: Sendable, Hashable, CustomStringConvertible {
  /// The first eight digits of the run's id.
  public let run: String
  public let kind: Kind
  public let number: Int

  public enum Kind: String, Sendable, CaseIterable {
    // Comments
    case start, report, epoch, pause, plateau, heat, failure, interruption, summary, withdrawn,
      restored
    /// The summary once everyone can get the run.
    case published
    /// The comment that carries what fields cannot, on a plan that does not allow them.
    case current
    // Comments that explain why something was not done
    case kept, full, broken, refused
    /// Data of the task that nobody can train on.
    case unusable
    /// A look for the second copy of a comment that was posted twice in doubt.
    case extra
    // Files
    case file
    // Statuses
    case running, paused, interrupted, ended
    // Fields
    case version, storage, field
    case description
  }

  public init(run: String, kind: Kind, number: Int) {
    self.run = run
    self.kind = kind
    self.number = number
  }

  public init(_ run: RunID, _ kind: Kind, _ number: Int = 1) {
    self.init(run: run.short, kind: kind, number: number)
  }

  /// Reads `description` back.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, CommentMark.isRun(parts[0]), let dash = parts[1].lastIndex(of: "-"),
      let kind = Kind(rawValue: String(parts[1][..<dash])),
      let number = Int(parts[1][parts[1].index(after: dash)...]), number > 0
    else { return nil }
    self.init(run: String(parts[0]), kind: kind, number: number)
  }

  public var description: String { "\(run)/\(name)" }

  /// The key whose comment carries this one's text.
  var comment: EffectKey {
    kind == .published ? EffectKey(run: run, kind: .summary, number: number) : self
  }

  /// Whether a comment ends in this key's line.
  func marks(_ comment: TaskComment) -> Bool {
    guard let mark = CommentMark(endOf: comment.text) else { return false }
    return mark.run == run && mark.kind == kind.rawValue && mark.number == number
  }

  /// The key without its run: `summary-1`.
  var name: String { "\(kind.rawValue)-\(number)" }

  /// The number in a name, when it is one of that kind.
  static func number(of name: String, _ kind: Kind) -> Int? {
    name.hasPrefix(kind.rawValue + "-") ? Int(name.dropFirst(kind.rawValue.count + 1)) : nil
  }
}

extension EffectKey: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let key = EffectKey(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no key: \(text)")
    }
    self = key
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
