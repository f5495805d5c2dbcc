public import LoraArchive
public import LoraClickUp
public import LoraFiles
public import LoraHTTP

/// Why data did not come, in words.
public enum IntakeError: Error, Sendable, Equatable {
  case clickUp(ClickUpError)
  /// The folder holds the data of another task.
  case otherTask(folder: String, task: String)
  /// Files that nobody pulled stand where pulled ones would go.
  case inTheWay(folder: String, names: [String])
  /// Another `git lora pull-data` is at work.
  case busy
  case manifest(path: String, reason: String)
  /// More files than a folder's record can list.
  case recordFull(path: String, limit: Int)
  /// A link on the way to the folder leads out of the working tree, or into Git's own files.
  case leadsAway(folder: String, place: String)
  /// The file's address is not one that is fetched from.
  case address(String)
  case tooManyRedirects
  /// An answer that is no file.
  case status(Int)
  case transport(HTTPError)
  case wrongSize(stated: Int, received: Int)
  case tooLarge(bytes: Int, limit: Int)
  case noSpace(needed: Int, free: Int)
  case archive(ArchiveError)
  case file(FileError)

  /// What the caller's exit code goes by.
  public enum Kind: Sendable { case unreached, badData, inTheWay, usage, environment }

  public var kind: Kind {
    switch self {
    case .clickUp(let error): Self.kind(of: error)
    case .transport, .tooManyRedirects: .unreached
    case .status(let status): status >= 500 || status == 429 ? .unreached : .badData
    case .otherTask, .inTheWay, .leadsAway, .busy: .inTheWay
    case .manifest, .recordFull, .address, .wrongSize, .tooLarge: .badData
    case .archive(let error): error.isEnvironment ? .environment : .badData
    case .noSpace, .file: .environment
    }
  }

  private static func kind(of error: ClickUpError) -> Kind {
    switch error.kind {
    case .notFound: .usage
    case .planLimit, .storageFull, .refused: .badData
    case .badToken, .rateLimited, .unavailable, .unreadable, .transport, .tokenWithheld: .unreached
    }
  }
}

extension IntakeError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .clickUp(let error): "\(error)"
    case .otherTask(let folder, let task): "\(folder) holds the data of task \(task)"
    case .inTheWay(let folder, let names):
      "\(folder) has files of these names already, and they did not come from the task: "
        + names.prefix(5).joined(separator: ", ")
        + (names.count > 5 ? " and \(names.count - 5) more" : "")
    case .busy: "another git lora pull-data is at work"
    case .manifest(let path, let reason): "cannot understand \(path): \(reason)"
    case .recordFull(let path, let limit): "\(path) would have more than \(limit) bytes with it"
    case .leadsAway(let folder, let place):
      "\(folder) is not where it seems to be: a link leads to \(place)"
    case .address(let reason): "its address is not fetched from: \(reason)"
    case .tooManyRedirects: "it is redirected again and again"
    case .status(let status): "the file server answered \(status)"
    case .transport(let error): "\(error)"
    case .wrongSize(let stated, let received):
      received > stated
        ? "more than the \(stated) bytes came that the task says"
        : "\(received) bytes came, and the task says \(stated)"
    case .tooLarge(let bytes, let limit): "it has \(bytes) bytes, more than the limit of \(limit)"
    case .noSpace(let needed, let free):
      "it needs \(needed) bytes, and the disk has \(free) to spare"
    case .archive(let error): "\(error)"
    case .file(let error): "\(error)"
    }
  }

  /// The way out, where there is one.
  public var hint: String? {
    switch self {
    case .clickUp(let error): error.hint
    case .otherTask: "name another folder: --to DIR"
    case .inTheWay: "move them away, leave those attachments out (--exclude), or use --to DIR"
    case .busy: "wait for it, or end it"
    case .manifest: "restore it from Git, or pull into a new folder: --to DIR"
    case .recordFull:
      "pull it into a folder of its own (--to DIR, --include), or packed: --no-unpack"
    case .leadsAway: "take the link away, or name the place outright: --to DIR"
    case .tooLarge: "allow more: --max-size SIZE"
    case .archive(.tooLarge), .archive(.bomb): "take it packed as it is: --no-unpack"
    case .archive(.encrypted): "attach it without a password, or take it as it is: --no-unpack"
    case .archive(let error) where !error.isEnvironment:
      "ask who attached it to pack it again, or take it as it is: --no-unpack"
    case .transport(let error) where !error.kind.isPassing: error.kind.hint
    case .transport, .status(429), .status(500...): "the same command goes on where this one ended"
    default: nil
    }
  }
}

/// Runs `body`; ClickUp's refusal becomes ours.
func asking<R>(_ body: () throws(ClickUpError) -> R) throws(IntakeError) -> R {
  do { return try body() } catch { throw .clickUp(error) }
}

/// Runs `body`, wrapping what the system refused.
@discardableResult
func onDisk<R>(_ body: @autoclosure () throws(FileError) -> R) throws(IntakeError) -> R {
  do { return try body() } catch { throw .file(error) }
}
