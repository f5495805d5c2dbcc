import LoraExperiment
import LoraNames

/// What a config's runs are called: its path below the configs folder without its suffix, with `-`
/// for what Git forbids in a ref.
public struct RunName: Sendable, Hashable, CustomStringConvertible {
  public let text: String
  /// The name before it was mended for Git; differs from `text` when something was replaced.
  public let original: String

  /// A name given by hand (`--name`).
  public init(_ name: String) {
    original = name
    text = RefName.mending(name)
  }

  /// The name of the config at `path`, below the top of the working tree: what follows the fixed
  /// folder of the first pattern that matches, else the whole path.
  public init(configPath path: String, patterns: [String]) {
    let components = OutputFolder.normalised(path)
    let plain = components.joined(separator: "/")
    let folder = patterns.map(Glob.init).first { $0.matches(plain) }?.fixedFolder ?? []
    let below =
      components.begin(with: folder) ? components.dropFirst(folder.count) : components[...]
    let name = below.filter { $0 != ".." }.joined(separator: "/")
    self.init(Self.withoutSuffix(path.begins(with: "/") ? below.last ?? name : name))
  }

  public var description: String { text }
  public var isMended: Bool { !text.sameBytes(as: original) }

  private static func withoutSuffix(_ name: String) -> String {
    for suffix in [".yaml", ".yml"] {
      if let stem = name.rest(before: suffix, ignoringCase: true) { return stem }
    }
    return name
  }
}
