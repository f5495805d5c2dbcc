import LoraExperiment
import LoraStore

/// The files of a run that its task gets, in the order in which people look at them: curves,
/// samples, the end of the log, the adapter.
struct Attachments {
  /// With their numbers.
  private(set) var uploads: [(number: Int, upload: Upload)] = []
  /// Too large: they are linked instead.
  private(set) var linked: [RecordedFile] = []
  /// Of the adapter's weights; nil when they are not attached.
  private(set) var adapterNumber: Int?

  /// A task is no archive: the run holds all of them.
  private static let mostSamples = 50

  /// - Parameter limit: bytes of the largest file.
  init(of result: RunResult, limit: Int, in outbox: Outbox) throws(StoreError) {
    if let chart = result.chart {
      add(try outbox.upload("curves.png", .bytes(chart)))
    }
    let samples = result.files.filter { $0.role == .sample }
    for file in samples.suffix(Self.mostSamples) where file.recorded.bytes <= limit {
      add(try outbox.upload(file.path, file.content))
    }
    if !result.log.isEmpty {
      add(try outbox.upload("log.txt", .bytes(Array(result.log.utf8))))
    }
    for file in result.files where file.role == .adapter {
      guard file.recorded.bytes <= limit else {
        linked.append(file.recorded)
        continue
      }
      add(try outbox.upload(file.path, file.content))
      if file.path == result.adapter?.path { adapterNumber = uploads.count }
    }
  }

  private mutating func add(_ upload: Upload) {
    uploads.append((uploads.count + 1, upload))
  }
}

extension Outbox {
  /// Bytes are kept in the outbox until they are sent; what lies in the LFS store stays there.
  fileprivate func upload(_ path: String, _ content: RunFile.Content) throws(StoreError) -> Upload {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    switch content {
    case .bytes(let bytes):
      let pointer = try keep(bytes)
      return Upload(
        name: name, type: MediaType.of(name), digest: pointer.digest, bytes: pointer.bytes,
        place: .spool)
    case .lfs(let pointer):
      return Upload(
        name: name, type: MediaType.of(name), digest: pointer.digest, bytes: pointer.bytes,
        place: .lfs)
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
