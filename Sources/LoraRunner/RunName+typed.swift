public import LoraConfig
import LoraNames

extension RunName {
  /// A name typed by hand: mended for Git, but refused where that would make another name of it.
  public init(typed name: String) throws(RunFailure) {
    let parts = name.parts(at: "/")
    let why: String? =
      if name.allSatisfy(\.isWhitespace) { "is empty" } else if parts.contains(where: \.isEmpty) {
        "has an empty part before or after a '/'"
      } else if parts.contains(where: { $0 == "." || $0 == ".." }) {
        "has '.' or '..' as a part: names are no paths, and begin below the configs folder"
      } else { nil }
    if let why {
      throw RunFailure(.usage, "the name '\(name)' \(why)", hint: "as in cyberpunk or faces/v2")
    }
    self.init(name)
  }

  /// What became of a name that Git forbids; nil when it stayed as it was.
  public var mendingInWords: String? {
    isMended ? "'\(original)' is no branch name for Git; using '\(self)'" : nil
  }
}
