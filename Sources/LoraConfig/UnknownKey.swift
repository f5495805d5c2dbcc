import LoraExperiment
import LoraNames

/// A key that no table has: what to say, and what was probably meant.
struct UnknownKey {
  let message: String
  let hint: String?
  /// The key that was probably meant.
  let meant: String?
  let isSecret: Bool

  static let secretHint =
    "secrets never stand in a file: set CLICKUP_TOKEN or use `git credential`"

  /// `parent` is the path of the mapping it stands in, for nested tables.
  init(_ name: String, among keys: [ConfigKey], in parent: String = "") {
    let shown = name.shortened
    message =
      parent.isEmpty ? "unknown key '\(shown)'" : "unknown key '\(shown)' in '\(parent)'"
    meant = Self.nearest(name, keys)
    let secret = Self.secret(name)
    isSecret = secret != nil
    hint =
      secret ?? meant.map { "did you mean '\($0)'?" }
      ?? "`git lora config keys` lists all keys"
  }

  private static func secret(_ name: String) -> String? {
    let folded = name.lowercased()
    let isSecret = ["token", "api_key", "apikey", "password", "secret"].contains {
      folded.ends(with: $0)
    }
    return isSecret ? secretHint : nil
  }

  private static func nearest(_ name: String, _ keys: [ConfigKey]) -> String? {
    let spellings = keys.flatMap { key in
      ([key.name] + key.aliases).map { (spelling: $0, name: key.name) }
    }
    let found = NearestName.of(name, among: spellings.map(\.spelling))
    return spellings.first { $0.spelling == found }?.name
  }
}
