public import LoraExperiment
import LoraGit

/// The grammar of the references that runs use, and nothing else.
///
/// - `refs/heads/runs/<name>`: a run branch; its shape is the `branch` pattern of `.lorarc`.
/// - `refs/lora/active/<id>`: a run that has begun and not landed.
public struct RunRefs: Sendable, Equatable {
  public static let defaultPattern = "runs/{name}"
  static let active = "refs/lora/active/"

  private let before: String
  private let after: String

  /// - Parameter pattern: a branch name in which `{name}` stands for the run's name; without it,
  ///   the name is put at the end.
  public init(pattern: String = RunRefs.defaultPattern) {
    let parts = pattern.split(separator: "{name}", maxSplits: 1, omittingEmptySubsequences: false)
    before = "refs/heads/" + (parts.count == 2 ? String(parts[0]) : pattern + "/")
    after = parts.count == 2 ? String(parts[1]) : ""
  }

  /// The full name of the branch for runs called `name`.
  public func branch(for name: String) -> String { before + RefName.mending(name) + after }

  /// The run name that a full reference name stands for; nil when it is no run branch.
  public func name(of reference: String) -> String? {
    guard reference.hasPrefix(before), reference.hasSuffix(after),
      reference.utf8.count > before.utf8.count + after.utf8.count
    else { return nil }
    return String(reference.dropFirst(before.count).dropLast(after.count))
  }

  /// What all run branches begin with.
  public var prefix: String { before }

  public static func active(_ id: RunID) -> String { active + id.text }

  public static func id(ofActive reference: String) -> RunID? {
    reference.hasPrefix(active) ? RunID(text: reference.dropFirst(active.count)) : nil
  }

  /// A branch as people write it: without `refs/heads/` or `refs/remotes/`.
  public static func short(_ reference: String) -> String {
    let prefix =
      ["refs/heads/", "refs/remotes/", "refs/tags/"].first { reference.hasPrefix($0) } ?? ""
    return String(reference.dropFirst(prefix.count))
  }
}
