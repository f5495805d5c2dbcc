import LoraConfig
import LoraExperiment
import LoraFiles
import LoraNames

/// The config a user means: a path from where they stand, or the name of one that `.lorarc` knows.
struct ConfigLookup {
  let workplace: Workplace

  /// The path below the top of the working tree.
  func path(for typed: String) throws(RunFailure) -> String {
    let top = try workplace.top()
    let typedPath = try? workplace.pathBelowTop(typed)
    if let typedPath, Standing(top + "/" + typedPath) != .nothing {
      guard FilePath.exists(top + "/" + typedPath) else {
        throw RunFailure(
          .badConfig, "\(typedPath) is a symbolic link that leads nowhere",
          hint: "bring back what it leads to, or remove it")
      }
      guard !FilePath.isFolder(top + "/" + typedPath) else {
        throw RunFailure(.usage, "\(typed) is a folder", hint: "name one config in it")
      }
      return typedPath
    }
    for candidate in candidates(for: typed) where FilePath.exists(top + "/" + candidate) {
      return candidate
    }
    // Outside the tree: let the path's own error speak.
    _ = try workplace.pathBelowTop(typed)
    let making = "git lora new \(ShellWord.quoting(typed)) writes one from a template"
    throw RunFailure(
      .badConfig, "there is no config \(typed)",
      hint: nearest(typed, below: top).map { "did you mean \($0)? Else \(making)" } ?? making)
  }

  /// A config of the team's by its run name, or by its path where a path was typed.
  private func nearest(_ typed: String, below top: String) -> String? {
    let paths = FolderListing(of: top, skipping: [".git"]).paths.filter(workplace.settings.isConfig)
    let names = paths.map { RunName(configPath: $0, patterns: workplace.settings.configs).text }
    return NearestName.of(typed, among: typed.ends(with: ".yaml") ? paths : names)
  }

  private func candidates(for name: String) -> [String] {
    guard !name.contains(".yaml"), !name.contains(".yml"), !name.begins(with: "/") else {
      return []
    }
    return ["configs/\(name).yaml", "configs/\(name).yml"].filter(workplace.settings.isConfig)
  }
}
