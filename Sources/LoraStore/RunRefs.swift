public import LoraExperiment
import LoraGit
import LoraNames

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
    let parts = pattern.parts(around: "{name}", most: 1)
    before = "refs/heads/" + (parts.count == 2 ? parts[0] : pattern + "/")
    after = parts.count == 2 ? parts[1] : ""
  }

  /// The full name of the branch for runs called `name`.
  public func branch(for name: String) -> String { before + RefName.mending(name) + after }

  /// The run name that a full reference name stands for; nil when it is no run branch.
  public func name(of reference: String) -> String? {
    let name = reference.rest(after: before)?.rest(before: after)
    return name?.isEmpty == true ? nil : name
  }

  /// What all run branches begin with.
  public var prefix: String { before }

  public static func active(_ id: RunID) -> String { active + id.text }

  public static func id(ofActive reference: String) -> RunID? {
    reference.rest(after: active).flatMap { RunID(text: $0) }
  }

  /// A branch as people write it: without `refs/heads/` or `refs/remotes/`.
  public static func short(_ reference: String) -> String {
    for prefix in ["refs/heads/", "refs/remotes/", "refs/tags/"] {
      if let short = reference.rest(after: prefix) { return short }
    }
    return reference
  }
}
