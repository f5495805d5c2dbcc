import LoraClickUp

/// What to do with the field that names a task's current run.
///
/// It only ever moves forward: to a run that ended later. What a person typed stays.
public enum VersionDecision: Sendable, Equatable {
  case write
  /// It says so already: nothing is spent.
  case isRight
  /// It names a run that ended later.
  case keepLater
  /// Somebody wrote something else there.
  case keepWords(String)
  /// A commit, but of no run that is known here.
  case keepUnknown(commit: String)

  /// A run as the field may name it.
  public struct Run: Sendable, Equatable {
    /// 40 digits.
    public let commit: String
    /// Milliseconds since 1970.
    public let ended: Int
    public let isWithdrawn: Bool

    public init(commit: String, ended: Int, isWithdrawn: Bool = false) {
      self.commit = commit
      self.ended = ended
      self.isWithdrawn = isWithdrawn
    }
  }

  /// - Parameters:
  ///   - value: what the field holds; nil when unset. A link counts as the commit it names.
  ///   - run: the one to be named; it has a usable adapter.
  ///   - lookUp: the run that a commit is, if this repository knows it.
  public static func of(value: String?, naming run: Run, lookUp: (String) -> Run?)
    -> VersionDecision
  {
    let value = (value ?? "").trimmed
    if value.isEmpty { return .write }
    guard let commit = CommitName.commit(in: value) else { return .keepWords(value) }
    if commit == run.commit { return .isRight }
    guard let other = lookUp(commit) else { return .keepUnknown(commit: commit) }
    if other.isWithdrawn { return .write }
    // Two that ended in the same millisecond must look the same from every clone.
    return (other.ended, other.commit) < (run.ended, run.commit) ? .write : .keepLater
  }
}

/// A commit as a field names it.
enum CommitName {
  /// A text that is 40 hexadecimal digits, or a link with exactly one such part.
  static func commit(in value: String) -> String? {
    if isHash(value) { return value.lowercased() }
    guard value.hasPrefix("https://") || value.hasPrefix("http://"),
      !value.contains(where: \.isWhitespace)
    else { return nil }
    let parts = Set(value.split { !($0.isLetter || $0.isNumber) }.filter(isHash))
    return parts.count == 1 ? parts.first?.lowercased() : nil
  }

  private static func isHash(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 40 && text.allSatisfy { $0.isASCII && $0.isHexDigit }
  }
}
