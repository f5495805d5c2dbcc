/// Whether pushes from this repository are checked, and if not, why.
public struct HookStatus: Sendable, Equatable {
  public let location: HookLocation
  public let state: State

  public enum State: Sendable, Equatable {
    /// Our block, current, in the hook or in the one that pre-commit runs before its own.
    case installed
    /// The script calls git-lora by itself, without our markers; it is left alone.
    case calledByHand
    case missing
    /// Made by an older version, or edited; `install` replaces it.
    case outdated
    /// Made by a newer git-lora.
    case newer(version: Int)
    /// The file is there but Git skips it, because it is not executable.
    case notExecutable
    case unterminated(line: Int)
    /// No shell script: nil when it is no script at all.
    case foreign(interpreter: String?)
  }

  /// Whether a push is checked at all, by this version or another.
  public var isChecking: Bool {
    switch state {
    case .installed, .calledByHand, .outdated, .newer: true
    case .missing, .notExecutable, .unterminated, .foreign: false
    }
  }

  /// The state in one line, as `git lora hooks status` prints it.
  public var words: String {
    switch state {
    case .installed: "pushes are checked"
    case .calledByHand: "pushes are checked: the hook calls git-lora by itself"
    case .missing: "pushes are not checked: the hook has no git-lora block"
    case .outdated: "pushes are checked by an older or edited git-lora block"
    case .newer(let version): "pushes are checked by a newer git-lora (block version \(version))"
    case .notExecutable: "pushes are not checked: Git skips the hook, which is not executable"
    case .unterminated(let line): "the hook's git-lora block, from line \(line) on, has no end"
    case .foreign(let interpreter?): "pushes are not checked: the hook is a \(interpreter) program"
    case .foreign(nil): "pushes are not checked: the hook is no script"
    }
  }

  /// The command that mends it; nil when nothing is to be done by this program.
  public var remedy: String? {
    switch state {
    case .missing, .outdated: "git lora hooks install"
    case .notExecutable: "chmod +x '\(location.path)' && git lora hooks install"
    case .installed, .calledByHand, .newer, .unterminated, .foreign: nil
    }
  }
}
