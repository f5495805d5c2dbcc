import LoraNames

/// The program that runs a hook file, read from its first bytes.
package enum HookInterpreter: Sendable, Equatable {
  /// A shell that understands POSIX sh: our block can stand in such a script.
  case shell
  /// Another language (`python3`, `node`, …).
  case foreign(String)
  /// No script at all.
  case binary

  private static let shells: Set<String> = ["sh", "bash", "dash", "ash", "ksh", "mksh", "zsh"]

  package init(of bytes: [UInt8]) {
    guard !bytes.prefix(4096).contains(0) else {
      self = .binary
      return
    }
    // Git starts a hook without a `#!` line through sh, and so does husky.
    guard bytes.starts(with: Array("#!".utf8)) else {
      self = .shell
      return
    }
    let line = bytes.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
    let name = Self.program(in: String(decoding: line, as: UTF8.self))
    self = Self.shells.contains(name) ? .shell : .foreign(name)
  }

  /// `/bin/sh -e`, `/usr/bin/env bash` and `/usr/bin/env -S A=1 bash -e` name sh, bash and bash.
  private static func program(in line: String) -> String {
    var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
    guard let first = words.popFirst() else { return "nothing" }
    let name = base(first)
    guard name == "env" || name == "busybox" else { return name }
    let named = words.first { !$0.begins(with: "-") && !$0.contains("=") }
    return named.map(base) ?? name
  }

  private static func base(_ path: Substring) -> String {
    path.pathComponents.last ?? String(path)
  }
}
