import ArgumentParser
import Glibc
import LoraFamilies
import LoraJSON
import LoraTensor
import LoraText
import LoraTrainer
import LoraWeights

/// Why the program ends early, in words, and with which status (sysexits).
struct Failure: Error {
  let status: Status
  /// As it is printed.
  let text: String

  enum Status: Int32 {
    case trainingFailed = 1
    case usage = 64
    case badData = 65
    case cannotWrite = 73
    /// The machine is in the way, and the message says how to get it out.
    case unusableMachine = 75
    case badConfig = 78
  }

  init(_ status: Status, _ message: String, hint: String? = nil) {
    self.status = status
    text =
      "error: \(Printable(message, limit: Self.messageLimit))"
      + (hint.map { "\n  hint: \($0)" } ?? "")
  }

  /// Longest that a message is: a path and what is wrong with it.
  private static let messageLimit = Printable.pathLimit + Printable.messageLimit

  /// Messages that already say where and how bad.
  init(_ status: Status, rendered: [String]) {
    self.status = status
    text = rendered.joined(separator: "\n")
  }

  /// An error of any of the modules below.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as TargetModules.Failure: self.init(.badConfig, error.description)
    case let error as ChatTemplateError:
      self.init(.badData, error.description, hint: error.hint)
    case let problems as DataProblems: self.init(.badData, rendered: ["\(problems)"])
    case let error as EngineError: self.init(.unusableMachine, error.description)
    case let error as TrainingError:
      self.init(error.isDivergence ? .trainingFailed : .badData, error.description)
    default: self.init(.badData, "\(error)")
    }
  }
}

extension TrainingError {
  fileprivate var isDivergence: Bool { if case .diverged = self { true } else { false } }
}

/// Runs a command's body; an error is printed and becomes the exit status.
func reportingFailures(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let code as ExitCode {
    throw code
  } catch {
    let failure = Failure(error)
    printError(failure.text)
    throw ExitCode(failure.status.rawValue)
  }
}

/// A line on standard error.
func printError(_ text: String) {
  let bytes = Array((text + "\n").utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}

/// A line of the log, there at once even when standard output is a file.
func log(_ text: String) {
  print(text)
  fflush(nil)
}
