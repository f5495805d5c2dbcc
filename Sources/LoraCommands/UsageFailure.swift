import ArgumentParser
import LoraExperiment
import LoraNames
import LoraRunner

/// Wrong arguments, said as every other error is: what is wrong, and the way out.
enum UsageFailure {
  /// - Parameters:
  ///   - error: what the parser threw.
  ///   - words: the arguments, without the program's name.
  static func of(_ error: any Error, words: [String], root: any ParsableCommand.Type) -> RunFailure
  {
    let place = CommandPlace(words, below: root)
    if let word = place.unknownCommand { return unknown(word, at: place) }
    let parts = root.message(for: error).components(dividedBy: ". Did you mean ")
    let help = "\(place.name) -h lists what it takes"
    let nearest = parts.count > 1 ? parts[1].prefix { $0 != "?" } : nil
    return RunFailure(
      .usage, lowercasedFirst(parts[0]),
      hint: nearest.map { "did you mean \($0)? \(help)" } ?? help)
  }

  private static func unknown(_ word: String, at place: CommandPlace) -> RunFailure {
    let nearest = NearestName.of(word, among: place.commands)
    let list = "\(place.name) -h lists the commands"
    return RunFailure(
      .usage, "\(place.name) has no command '\(word)'",
      hint: nearest.map { "did you mean \(place.name) \($0)? \(list)" } ?? list)
  }

  private static func lowercasedFirst(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// How far the arguments name commands.
private struct CommandPlace {
  /// As it is typed: `git lora task`.
  var name = "git lora"
  /// Of the commands below it.
  var commands: [String] = []
  /// A word where a command should stand.
  var unknownCommand: String?

  init(_ words: [String], below root: any ParsableCommand.Type) {
    var here: any ParsableCommand.Type = root
    for word in words {
      let below = subcommands(of: here)
      commands = below.compactMap { $0.configuration.commandName }
      guard let next = below.first(where: { $0.configuration.commandName == word }) else {
        // A command that has others and no meaning of its own can only be followed by one.
        if !below.isEmpty && !word.begins(with: "-") { unknownCommand = word }
        return
      }
      here = next
      name += " " + word
    }
  }
}

private func subcommands(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
  let configuration = command.configuration
  return configuration.subcommands + configuration.groupedSubcommands.flatMap { $0.subcommands }
}

extension String {
  fileprivate func components(dividedBy separator: String) -> [String] {
    guard let range = firstRange(of: separator) else { return [self] }
    return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
  }
}
