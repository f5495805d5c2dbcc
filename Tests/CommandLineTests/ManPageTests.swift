import Foundation
import LoraJSON
import LoraProcess
import Testing

/// The man page names what the program takes.
@Suite struct ManPageTests {
  /// The page's sections by the command that their title begins with.
  private static func sections() throws -> [String: String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/man/git-lora.1")
    let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n.Ss ")
    return Dictionary(
      parts.dropFirst().map { part in
        (String(part.prefix { !$0.isWhitespace }), part)
      }, uniquingKeysWith: +)
  }

  /// One command without subcommands, and its long options.
  private struct Leaf {
    let words: [String]
    let options: [String]
  }

  private static func leaves(of command: JSONValue, below words: [String]) -> [Leaf] {
    let commands = command["subcommands"]?.array ?? []
    guard commands.isEmpty else {
      return commands.filter { $0["shouldDisplay"]?.bool != false }.flatMap { command in
        leaves(of: command, below: words + [command["commandName"]?.string ?? ""])
      }
    }
    let names = (command["arguments"]?.array ?? []).filter { $0["shouldDisplay"]?.bool != false }
      .flatMap { $0["names"]?.array ?? [] }.filter { $0["kind"]?.string == "long" }
      .compactMap { $0["name"]?.string }
    return [Leaf(words: words, options: names.filter { $0 != "help" && $0 != "version" })]
  }

  @Test func everyOptionIsThere() throws {
    let help = try Workshop.lora(["--experimental-dump-help"], in: NSTemporaryDirectory())
    let program = try #require(try JSONValue(parsing: help.text)["command"])
    let sections = try Self.sections()
    let leaves = Self.leaves(of: program, below: []).filter { $0.words != ["help"] }
    #expect(leaves.count > 20)
    for leaf in leaves {
      let section = try #require(sections[leaf.words[0]], "no section on \(leaf.words)")
      for option in leaf.options {
        #expect(section.contains("-\(option)"), "\(leaf.words) --\(option)")
      }
    }
  }
}
