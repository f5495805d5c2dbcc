import FoundationEssentials
public import LoraArchive
import LoraClickUp
public import LoraDigest
import LoraFiles
import LoraNames

/// `.lora-data.json`: which task a folder's data came from, and what came. Hidden, so that no
/// trainer takes it for data; committed with the data, so that a whole team pulls into one folder.
public struct PulledData: Sendable, Codable, Equatable {
  public private(set) var format = 1
  public let task: Task
  /// In the order in which they came.
  public internal(set) var attachments: [Entry] = []

  public static let fileName = ".lora-data.json"

  public struct Task: Sendable, Codable, Equatable {
    public let id: String
    public let customId: String?
    public let name: String
    public let url: String

    init(_ task: ClickUpTask) {
      id = task.id
      customId = task.customID
      name = task.name
      url = task.url
    }
  }

  /// An attachment that came.
  public struct Entry: Sendable, Codable, Equatable {
    public let id: String
    public let title: String
    /// Of what was downloaded.
    public let bytes: Int
    public let sha256: Digest
    /// In the data folder: a file, or a folder when `files` says what an archive held.
    public let name: String
    public let files: [UnpackedFile]?
    /// Who attached it.
    public let user: User?
    /// The comment it hung on.
    public let comment: String?
    /// UTC, ISO 8601.
    public let attached: String
    public let pulled: String

    public struct User: Sendable, Codable, Equatable {
      public let id: Int
      public let name: String?
    }

    init(
      _ attachment: TaskAttachment, name: String, bytes: Int, sha256: Digest,
      files: [UnpackedFile]?
    ) {
      id = attachment.id
      title = attachment.title
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
      self.files = files
      user = attachment.user.map { User(id: $0.id, name: $0.name) }
      comment = attachment.comment
      attached = Moment.text(milliseconds: attachment.date)
      pulled = Moment.text(milliseconds: Moment.now)
    }

    /// Every file below the data folder that came with it.
    var paths: [(path: String, sha256: Digest)] {
      files?.map { ("\(name)/\($0.path)", $0.sha256) } ?? [(name, sha256)]
    }
  }

  init(task: ClickUpTask) { self.task = Task(task) }
}

extension PulledData {
  /// Some hundred thousand files.
  private static let largest = 128 << 20

  /// Of the folder; nil when it has none.
  public static func read(in folder: String) throws(IntakeError) -> PulledData? {
    let path = folder + "/" + fileName
    guard let bytes = try RecordBytes.read(path, upTo: largest) else { return nil }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let data: PulledData
    do { data = try decoder.decode(PulledData.self, from: Data(bytes)) } catch {
      throw .manifest(path: path, reason: "it is not what git lora wrote there")
    }
    guard data.format == 1 else {
      throw .manifest(path: path, reason: "its format is \(data.format); update git-lora")
    }
    // The file comes with the repository: its names are as foreign as those in an archive. A link
    // may stand there too, so nothing but a name in this very folder is written to.
    guard data.attachments.allSatisfy({ !$0.name.holds("/") }),
      data.attachments.flatMap({ [$0.name] + $0.paths.map(\.path) }).allSatisfy(isBelow)
    else {
      throw .manifest(path: path, reason: "a name in it leads out of the folder")
    }
    return data
  }

  func write(in folder: String, by staging: Staging) throws(IntakeError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let path = folder + "/" + Self.fileName
    guard let bytes = try? encoder.encode(self) else {
      throw .manifest(path: path, reason: "it cannot be written as JSON")
    }
    guard bytes.count < Self.largest else { throw .recordFull(path: path, limit: Self.largest) }
    try onDisk(
      Files.replace(
        path, with: Array(bytes) + [UInt8(ascii: "\n")], durability: .bytesAndName,
        by: staging.folder + "/record.new"))
  }

  private static func isBelow(_ path: String) -> Bool {
    let parts = path.parts(at: "/")
    return parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0) }
      && !path.begins(with: ".")
  }
}
