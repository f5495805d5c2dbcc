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
  do {
    var command = try GitLora.parseAsRoot()
    try command.run()
    exit(ExitCode.done.rawValue)
  } catch let failure as RunFailure {
    end(failure)
  } catch let error as GitError {
    end(RunFailure(error))
  } catch let error as StoreError {
    end(RunFailure(error))
  } catch let error as FileError {
    end(RunFailure(error))
  } catch let error as SharingError {
    end(RunFailure(error))
  } catch let error as ClickUpAccessError {
    end(RunFailure(error))
  } catch let error as ClickUpError {
    end(RunFailure(error))
  } catch let error as HookError {
    end(RunFailure(.environment, error.description))
  } catch let silent as SilentExit {
    exit(silent.status)
  } catch  where GitLora.exitCode(for: error) != .failure {
    // Of the parser: wrong arguments, or help that was asked for.
    GitLora.exit(withError: error)
  } catch {
    end(RunFailure(.bug, "\(error)", hint: "this is a bug of git-lora: please report it"))
  }
}

private func end(_ failure: RunFailure) -> Never {
  Message.failure(failure)
  exit(ExitCode(failure.kind).rawValue)
}

/// An end whose words have been said already.
struct SilentExit: Error {
  let status: Int32

  init(code: ExitCode) { status = code.rawValue }

  /// A signal asked for it.
  init(signal: Int32) { status = 128 + signal }
}
