import LoraGit
import LoraHooks

/// The check of the configs in a push, and its words.
enum PushCheckText {
  /// Says what is wrong with the configs that the push would bring; ends the program where it must
  /// not go through.
  ///
  /// - Parameter wayAround: how to push all the same.
  static func check(
    _ refs: [PushedRef], to remote: String, in repository: Repository, wayAround: String
  ) throws {
    let findings = try PrePushCheck(repository, remote: remote).findings(for: refs)
    for finding in findings { show(finding) }
    guard findings.refusePush else { return }
    Message.note("\ngit-lora refuses this push: a config in it is broken.")
    Message.hint("mend it and commit, or push all the same: \(wayAround)")
    throw SilentExit(code: .badConfig)
  }

  private static func show(_ finding: PushFinding) {
    for diagnostic in finding.diagnostics {
      Message.note(diagnostic.rendered(colour: Terminal.errors.hasColour))
    }
    Message.note(
      "  in \(finding.commit.short), pushed to "
        + finding.references.joined(separator: ", ").printable)
  }
}
