import LoraExperiment
import LoraNames
import LoraStore

/// The files of a run that its task gets, in the order in which people look at them: curves,
/// samples, the end of the log, the adapter.
struct Attachments {
  private let files: [(path: String, content: RunFile.Content)]
  /// For people: where the run's files are.
  private let folder, commit: String
  /// The samples among the files, with the numbers that their uploads get.
  let samples: [(number: Int, path: String)]
  /// Too large: they are linked instead.
  let linked: [RecordedFile]
  /// Of the adapter's weights; nil when they are not attached.
  let adapterNumber: Int?

  /// A task is no archive: the run holds all of them. Each costs two calls of the hundred a minute.
  private static let mostSamples = 20

  /// - Parameter limit: bytes of the largest file.
  init(of result: RunResult, limit: Int) {
    let samples = result.files.filter { $0.role == .sample && $0.recorded.bytes <= limit }
      .sorted { NumberedName($0.path) < NumberedName($1.path) }
    let adapters = result.files.filter { $0.role == .adapter }
    var files = result.chart.map { [("curves.png", RunFile.Content.bytes($0))] } ?? []
    files += samples.suffix(Self.mostSamples).map { ($0.path, $0.content) }
    if !result.log.isEmpty { files.append(("log.txt", .bytes(Array(result.log.utf8)))) }
    let attached = adapters.filter { $0.recorded.bytes <= limit }
    let weights = attached.firstIndex {
      ByteName($0.path) == result.adapter.map { ByteName($0.path) }
    }
    adapterNumber = weights.map { files.count + $0 + 1 }
    linked = adapters.map(\.recorded).filter { $0.bytes > limit }
    self.files = files + attached.map { ($0.path, $0.content) }
    (folder, commit) = (result.record.folder, result.commit)
    let shown = Set(samples.map(\.path))
    self.samples = zip(1..., self.files.map(\.path)).filter { shown.contains($0.1) }
      .map { (number: $0, path: $1) }
  }

  private func recorded(_ path: String) -> String {
    "\(folder)/\(path) in the commit \(commit)"
  }

  /// Numbered from 1. Bytes are kept in the outbox until they are sent; what lies in the LFS store
  /// stays there.
  func uploads(in outbox: Outbox) throws(StoreError) -> [Upload] {
    var uploads: [Upload] = []
    for (path, content) in files {
      let name = AttachmentName.of(path)
      let (pointer, place) = try outbox.pointer(to: content)
      uploads.append(
        Upload(
          name: name, type: MediaType.of(name), digest: pointer.digest, bytes: pointer.bytes,
          place: place, last: files.count, recorded: place == .lfs ? recorded(path) : nil))
    }
    return uploads
  }
}

/// What a file of a run is called on the task.
enum AttachmentName {
  /// The name alone, but of a sample the folders below `samples` too: `step-000100/0.png` is
  /// `step-000100-0.png`, for the step is what people look for.
  static func of(_ path: String) -> String {
    let parts = path.split(separator: "/")
    guard parts.first == "samples", parts.count > 2 else {
      return parts.last.map(String.init) ?? path
    }
    return parts.dropFirst().joined(separator: "-")
  }
}

extension Outbox {
  fileprivate func pointer(to content: RunFile.Content) throws(StoreError) -> (
    LFSPointer, Upload.Place
  ) {
    switch content {
    case .bytes(let bytes): (try keep(bytes), .spool)
    case .lfs(let pointer): (pointer, .lfs)
    }
  }
}

/// What a browser is told a file is. Nothing that it would run.
enum MediaType {
  static func of(_ name: String) -> String {
    switch name.split(separator: ".").last?.lowercased() {
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "webp": "image/webp"
    case "txt", "md", "jsonl": "text/plain"
    case "json": "application/json"
    case "wav": "audio/wav"
    default: "application/octet-stream"
    }
  }
}
