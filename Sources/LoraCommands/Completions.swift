import ArgumentParser
import LoraConfig
import LoraFiles
import LoraGit
import LoraNames
import LoraRunner
import LoraSharing
import LoraStore

/// What a shell proposes for an argument: what is at hand in this repository, asked of no network.
/// Outside a repository, and where anything is broken, nothing.
enum Completions {
  static let runs = proposing { workplace, prefix in
    let store = workplace.store
    let branches = try store.branches() + store.remoteBranches()
    // The short names do; whoever types a branch's name gets branches.
    let short = branches.map(\.name).filter { $0.begins(with: prefix) }
    return short.isEmpty ? branches.map { RunRefs.short($0.reference) } : short
  }

  static let configs = proposing { workplace, prefix in
    let paths = try paths(in: workplace)
    let names = paths.map { RunName(configPath: $0, patterns: workplace.settings.configs).text }
    let short = names.filter { $0.begins(with: prefix) }
    return short.isEmpty ? paths : short
  }

  /// Those that have begun and not landed.
  static let unfinishedRuns = proposing { workplace, _ in
    try workplace.store.activeRuns().map(\.state.name)
  }

  static let activeIDs = proposing { workplace, _ in
    try workplace.store.activeRuns().map(\.state.id.short)
  }

  static let trainers = proposing { workplace, _ in
    [TeamSettings.builtInTrainer] + workplace.settings.trainers.keys.sorted()
  }

  static let remotes = proposing { workplace, _ in
    Remote.all(in: workplace.repository).map(\.name)
  }

  /// A remote's name may stand before the runs.
  static let remotesAndRuns = proposing { workplace, _ in
    Remote.all(in: workplace.repository).map(\.name)
      + (try workplace.store.branches() + workplace.store.remoteBranches()).map(\.name)
  }

  /// The tasks that configs name.
  static let tasks = proposing { workplace, _ in
    let top = try workplace.top()
    return try paths(in: workplace).compactMap { path in
      let bytes = (try? Files.read(top + "/" + path)) ?? nil
      return RunConfig.parse(
        bytes: bytes ?? [], file: path, dialect: workplace.settings.dialect
      ).config?.clickupTask
    }
  }

  static let templates = CompletionKind.list(Template.allCases.map(\.rawValue))

  private static func paths(in workplace: Workplace) throws -> [String] {
    FolderListing(of: try workplace.top(), skipping: [".git"]).paths
      .filter(workplace.settings.isConfig)
  }

  private static func proposing(
    _ words: @escaping @Sendable (Workplace, String) throws -> [String]
  ) -> CompletionKind {
    .custom { _, _, prefix in
      guard let workplace = try? Workplace.open(), let found = try? words(workplace, prefix) else {
        return []
      }
      return Set(found).filter { $0.begins(with: prefix) }.sorted()
    }
  }
}
