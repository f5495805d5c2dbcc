import Glibc
import LoraRunner

/// A question that only a person can answer.
enum Question {
  /// - Throws: `.usage` where nobody sits at a terminal.
  static func ask(_ question: String) throws -> Bool {
    guard isatty(STDIN_FILENO) == 1 else {
      throw RunFailure(
        .usage, "nobody is here to ask: \(question)", hint: "say yes beforehand: --yes")
    }
    StandardError.write(question + " [y/N] ")
    let answer = readLine()?.lowercased() ?? ""
    return answer == "y" || answer == "yes"
  }
}
