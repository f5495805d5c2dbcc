/// The lines git-lora puts into a `pre-push` hook, between two markers.
///
/// Git writes the pushed refs to a hook's stdin once, and the first reader drains it. So the block
/// keeps them in a variable, feeds `git-lora`, and gives the rest of the script a stdin that holds
/// them again. It needs no temporary file, which an `exec` further down (pre-commit's hook ends
/// in one) would leave behind with its trap.
package enum HookBlock {
  /// Grows when an older block must be replaced.
  package static let version = 1

  static let opening = "# >>> git-lora pre-push, version "
  static let closing = "# <<< git-lora pre-push <<<"

  /// The block, from its opening marker to the line end of its closing one.
  ///
  /// With `uploadsLFS` it also does what git-lfs's own hook does, for a script that has no such
  /// line: without it a push would leave the weights of runs behind.
  package static func text(uploadsLFS: Bool) -> String {
    opening + "\(version) >>> written and removed by `git lora hooks`\n"
      + check + (uploadsLFS ? upload : "") + handOn + closing + "\n"
  }

  /// A whole hook, for a repository that has none: the text of `hooks/pre-push`.
  package static var script: String { "#!/bin/sh\n" + text(uploadsLFS: true) }

  private static let check = """
    # Git hands the pushed refs over once, on stdin: keep them, check them, hand them on at the end.
    git_lora_refs=$(cat)
    if ! command -v git-lora >/dev/null 2>&1; then
      echo 'warning: git-lora is not on the PATH: the configs of this push are not checked' >&2
    elif [ -n "$git_lora_refs" ]; then
      printf '%s\\n' "$git_lora_refs" | git-lora hook pre-push "$@" || exit $?
    fi

    """

  private static let upload = """
    # Nothing else in this hook uploads LFS objects, and the weights of runs are LFS objects.
    if ! command -v git-lfs >/dev/null 2>&1; then
      echo 'error: git-lfs is not on the PATH: the weights of runs cannot be uploaded' >&2
      exit 2
    elif [ -n "$git_lora_refs" ]; then
      printf '%s\\n' "$git_lora_refs" | git-lfs pre-push "$@" || exit $?
    fi

    """

  private static let handOn = """
    if [ -n "$git_lora_refs" ]; then
      exec <<GIT_LORA_REFS
    $git_lora_refs
    GIT_LORA_REFS
    else
      exec </dev/null
    fi

    """
}
