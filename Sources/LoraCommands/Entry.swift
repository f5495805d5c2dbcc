import ArgumentParser
import Glibc
import LoraClickUp
import LoraFiles
import LoraGit
import LoraHooks
import LoraProcess
import LoraRunner
import LoraSharing
import LoraStore

/// Parses the arguments, runs the command, and turns every end into words and an exit code.
public func runGitLora() -> Never {
  ProgramStart.prepare()
  let words = Array(CommandLine.arguments.dropFirst())
  do {
    var command = try GitLora.parseAsRoot(ShorthandArguments.expanded(words))
    try command.run()
    leave(ExitCode.done.rawValue, keepsStatus: command is any RecordingCommand)
  } catch let silent as SilentExit {
    leave(silent.status, keepsStatus: true)
  } catch  where GitLora.exitCode(for: error) != .failure {
    // Of the parser: wrong arguments, or help that was asked for.
    guard GitLora.exitCode(for: error) == .success else { endUsage(error, words) }
    GitLora.exit(withError: error)
  } catch {
    end(failure(of: error))
  }
}

/// A command whose exit status tells what has been recorded: output that cannot be written does
/// not change it.
protocol RecordingCommand {}

/// An end whose words have been said already.
struct SilentExit: Error {
  let status: Int32

  init(code: ExitCode) { status = code.rawValue }

  /// A signal asked for it.
  init(signal: Int32) { status = 128 + signal }
}

private func failure(of error: any Error) -> RunFailure {
  switch error {
  case let failure as RunFailure: failure
  case let error as GitError: RunFailure(error)
  case let error as StoreError: RunFailure(error)
  case let error as FileError: RunFailure(error)
  case let error as SharingError: RunFailure(error)
  case let error as ClickUpAccessError: RunFailure(error)
  case let error as ClickUpError: RunFailure(error)
  case let error as HookError: RunFailure(.environment, error.description)
  default: RunFailure(.bug, "\(error)", hint: "this is a bug of git-lora: please report it")
  }
}

private func end(_ failure: RunFailure) -> Never {
  Message.failure(failure)
  leave(ExitCode(failure.kind).rawValue, keepsStatus: true)
}

private func endUsage(_ error: any Error, _ words: [String]) -> Never {
  end(UsageFailure.of(error, words: words, root: GitLora.self))
}

/// - Parameter keepsStatus: whether the status stands although results could not be written.
private func leave(_ status: Int32, keepsStatus: Bool) -> Never {
  let isPaged = Pager.isRunning
  StandardOutput.flush()
  Pager.finish()
  guard let code = StandardOutput.failure, !isPaged, !keepsStatus else { exit(status) }
  // A reader that left has what it wanted.
  if code == EPIPE { exit(128 + SIGPIPE) }
  StandardError.write("error: cannot write the output: \(String(cString: strerror(code)))\n")
  exit(ExitCode.cannotWrite.rawValue)
}
