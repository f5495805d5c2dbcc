import LoraConfig
import LoraExperiment
import LoraFiles
import LoraNames

/// What a trainer left behind, by its path below its output folder.
///
/// A trainer is told to write into the run's private folder; one that writes into the config's
/// `output_dir` all the same has its new and changed files there taken too. The private file wins.
struct TrainerOutput {
  /// Path below the output folder → path on disk.
  private(set) var files: NameMap<String> = [:]
  /// Files whose names are no UTF-8, such bytes escaped: no record can hold them.
  let unreadable: [String]

  init(privateFolder: String, outputDirectory: String, before: FolderListing) {
    let now = FolderListing(of: outputDirectory)
    let own = FolderListing(of: privateFolder)
    for path in now.newOrChanged(since: before) { files[path] = outputDirectory + "/" + path }
    for path in own.paths { files[path] = privateFolder + "/" + path }
    unreadable = own.unreadable
  }

  /// The files that belong into the commit, and what was left.
  ///
  /// Adapters: those the trainer announced, else `*.safetensors` at the top. Then
  /// `adapter_config.json`, `samples/`, and whatever `collect:` of the trainer's entry matches.
  func collection(announced: [String], folder: String, collect: [String]) -> Collection {
    var collection = Collection()
    for path in adapterPaths(announced: announced, folder: folder) {
      collection.add(path, from: source(of: path, folder: folder), role: .adapter)
    }
    if let config = adapterConfig(beside: collection.adapters) {
      collection.add(Self.adapterConfig, from: config, role: .adapter)
    }
    for (path, source) in files.inByteOrder() where !collection.holds(source) {
      guard let role = role(of: path, collect: collect) else {
        collection.left.append(path)
        continue
      }
      collection.add(path, from: source, role: role)
    }
    collection.left = (collection.left + unreadable).inByteOrder()
    return collection
  }

  private static let adapterConfig = "adapter_config.json"

  /// The one beside an adapter in a folder of its own, where there is none at the top.
  private func adapterConfig(beside adapters: [Collection.File]) -> String? {
    guard files[Self.adapterConfig] == nil else { return nil }
    return adapters.lazy.map { Files.parent(of: $0.source) + "/" + Self.adapterConfig }
      .first(where: NameSet(files.values).contains)
  }

  func adapterPaths(announced: [String], folder: String) -> [String] {
    let weights = announced.flatMap { weightsAnnounced(as: $0, folder: folder) }
    guard weights.isEmpty else { return weights }
    return files.names.filter { !$0.holds("/") && $0.ends(with: ".safetensors") }
  }

  /// An announcement names a file or a folder, absolute or below the output folder.
  private func weightsAnnounced(as path: String, folder: String) -> [String] {
    let trimmed = path.rest(before: "/") ?? path
    let prefix = folder + "/"
    let relative = trimmed.rest(after: prefix) ?? trimmed
    if relative.ends(with: ".safetensors") {
      return FilePath.exists(source(of: relative, folder: folder)) ? [relative] : []
    }
    let inside = relative.sameBytes(as: folder) || relative == "." ? "" : relative + "/"
    return files.names.filter { path in
      path.ends(with: ".safetensors") && path.rest(after: inside).map { !$0.holds("/") } ?? false
    }
  }

  func source(of path: String, folder: String) -> String {
    files[path] ?? (path.begins(with: "/") ? path : folder + "/" + path)
  }

  private func role(of path: String, collect: [String]) -> RecordedFile.Role? {
    // In a folder of the record it would decide which files stock Git takes for LFS objects.
    if path.ends(with: "/.gitattributes") { return nil }
    if path == Self.adapterConfig { return .adapter }
    if path.begins(with: "samples/") { return .sample }
    return collect.contains { Glob($0).matches(path) } ? .collected : nil
  }
}

/// Files on their way into a run's folder.
struct Collection {
  struct File: Equatable {
    /// Below the run's folder.
    var path: String
    /// On disk.
    var source: String
    var role: RecordedFile.Role
  }

  private(set) var files: [File] = []
  /// Paths below the output folder that nobody asked to keep.
  var left: [String] = []

  /// Nothing but what is left.
  init(leaving left: [String] = []) { self.left = left }

  /// Names that only git-lora writes; a trainer's own file of that name moves below `trainer/`.
  static let reserved: NameSet = [
    "run.json", "config.yaml", "config.resolved.yaml", "data.json", "metrics.jsonl", "log.txt",
    "REPORT.md", ".gitattributes",
  ]

  mutating func add(_ path: String, from source: String, role: RecordedFile.Role) {
    var name = role == .adapter ? Self.lastComponent(path) : path
    if Self.reserved.contains(name) { name = "trainer/" + name }
    if files.contains(where: { $0.path.sameBytes(as: name) }) { name = path }
    files.append(File(path: name, source: source, role: role))
  }

  /// By their path in the run's folder, the files that lie below `folder` on disk.
  func sources(below folder: String) -> NameMap<String> {
    let inside = files.filter { $0.source.begins(with: folder + "/") }
    return NameMap(inside.map { ($0.path, $0.source) })
  }

  func holds(_ source: String) -> Bool { files.contains { $0.source.sameBytes(as: source) } }

  var adapters: [File] {
    files.filter { $0.role == .adapter && $0.path.ends(with: ".safetensors") }
  }

  private static func lastComponent(_ path: String) -> String {
    path.pathComponents.last ?? path
  }
}
