import Glibc
import LoraJSON
import LoraNames

/// The files of a data set: the one answer to what a run trains on, for the checks before it, for
/// its record and for the trainer.
///
/// Hidden names are left out at any depth. Links are followed; a folder that is met again, through
/// a link upward for example, is entered once.
public struct DataSetListing: Sendable {
  /// Whose data it is.
  public enum Reader: Sendable {
    /// `lora-train`: text files by their names' endings, without held-out parts and documentation.
    case loraTrain
    /// A trainer of which we know nothing: every file may matter to it.
    case other
  }

  /// A file or folder that is no training data, and why.
  public struct PassedOver: Sendable, Equatable {
    public let path: String
    public let reason: String
  }

  /// The file or folder that was listed.
  public let root: String
  /// What is trained on: paths below `root`, in the order of their bytes; `""` for `root` itself.
  public private(set) var files: [String] = []
  /// Parts for validation and tests, which stand beside one for training.
  public private(set) var heldOut: [String] = []
  public private(set) var passedOver: [PassedOver] = []
  /// What should be data and cannot be read.
  public private(set) var problems = DataProblems()

  private let reader: Reader
  private var entered: [PathKind.Folder: String] = [:]

  /// - Parameter path: a file or a folder; a file is taken whatever its name says.
  public init(_ path: String, for reader: Reader) {
    self.reader = reader
    root = path.utf8.count > 1 ? path.rest(before: "/") ?? path : path
    guard case .folder(let identity) = PathKind(at: root) else {
      files = [""]
      return
    }
    entered[identity] = ""
    walk("", isHeldOut: false)
    files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    heldOut.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    passedOver.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Where a file of the listing lies.
  public func location(of file: String) -> String {
    file.isEmpty ? root : root == "/" ? "/" + file : root + "/" + file
  }

  // MARK: Walking

  /// - Parameter folder: below the root, ending with a slash, or empty.
  private mutating func walk(_ folder: String, isHeldOut: Bool) {
    let names: [String]
    do { names = try FolderNames.read(location(of: folder.rest(before: "/") ?? "")) } catch {
      return report(folder.rest(before: "/") ?? "", error.reason)
    }
    let visible = names.filter { !$0.begins(with: ".") }
    let splits = SplitNames(visible)
    for name in visible {
      let held = isHeldOut || (reader == .loraTrain && splits.isHeldOut(name))
      take(folder + name, named: name, isHeldOut: held)
    }
  }

  private mutating func take(_ path: String, named name: String, isHeldOut: Bool) {
    switch PathKind(at: location(of: path)) {
    case .folder(let identity):
      if let earlier = entered[identity] {
        let other = earlier.isEmpty ? "the data folder itself" : "'\(Printable(earlier))'"
        return pass(path, "a link to \(other)")
      }
      entered[identity] = path
      walk(path + "/", isHeldOut: isHeldOut)
    case .file: takeFile(path, name, isHeldOut)
    case .unfit(let reason):
      if isData(name) { report(path, reason) } else { pass(path, reason) }
    }
  }

  private mutating func takeFile(_ path: String, _ name: String, _ isHeldOut: Bool) {
    guard reader == .loraTrain else { return files.append(path) }
    if let format = ForeignFormat(path: name) {
      pass(path, format.name)
    } else if DataFormat(path: name) == nil {
      pass(path, "no .jsonl, .json or .txt")
    } else if Documentation.isNamed(name) {
      pass(path, "documentation")
    } else if isHeldOut {
      heldOut.append(path)
    } else {
      files.append(path)
    }
  }

  /// Whether a name promises training text.
  private func isData(_ name: String) -> Bool {
    reader == .loraTrain && DataFormat(path: name) != nil && !Documentation.isNamed(name)
  }

  private mutating func pass(_ path: String, _ reason: String) {
    passedOver.append(PassedOver(path: path, reason: reason))
  }

  private mutating func report(_ path: String, _ reason: String) {
    problems.add(DataProblem(path: location(of: path), reason))
  }
}

extension DataSetListing {
  /// That there is nothing to train on, with what stands there instead; nil where there is something.
  public var nothing: DataProblem? {
    guard files.isEmpty && problems.isEmpty else { return nil }
    let foreign = passedOver.lazy.compactMap { entry in
      ForeignFormat(path: entry.path).map { (entry.path, $0) }
    }.first
    if let (path, format) = foreign {
      let place = location(of: path)
      return DataProblem(
        path: place, "this is \(format.name), which is not read", hint: format.wayOut(path: place))
    }
    let rest = passedOver.first.map { ", only others such as \(Printable($0.path))" } ?? ""
    return DataProblem(path: root, "the folder holds no .jsonl, .json or .txt file\(rest)")
  }

  /// What a person should know of what is not trained on, a line each.
  public var remarks: [String] {
    var lines: [String] = []
    if !heldOut.isEmpty {
      let trained = files.map { "'\(Printable($0))'" }.prefix(3).joined(separator: ", ")
      lines.append(
        "held out by name and not trained on: \(Self.list(heldOut)); trained on: \(trained)"
          + (files.count > 3 ? " and \(files.count - 3) more" : ""))
    }
    if !passedOver.isEmpty {
      lines.append(
        "not read as training data: "
          + Self.list(passedOver.map { "\($0.path) (\($0.reason))" }))
    }
    let strays = heldOut.isEmpty ? files.filter(SplitNames.isForTests) : []
    if reader == .loraTrain && files.count > 1 && !strays.isEmpty {
      lines.append(
        "\(Self.list(strays)) is trained on, though its name says validation or test: "
          + "no part for training (train.jsonl, for example) stands beside it")
    }
    return lines
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(3).map { "\(Printable($0, limit: 200))" }.joined(separator: ", ")
      + (names.count > 3 ? " and \(names.count - 3) more" : "")
  }
}

/// The names in a folder, sorted by their bytes.
private enum FolderNames {
  struct Failure: Error { let reason: String }

  static func read(_ folder: String) throws(Failure) -> [String] {
    guard let directory = opendir(folder) else {
      throw Failure(reason: String(cString: strerror(errno)))
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard let name = String(nameBytes: bytes) else {
        let shown = Printable(String(escapingNameBytes: bytes))
        throw Failure(reason: "the name '\(shown)' is not UTF-8: rename it")
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// What stands at a path, links followed.
private enum PathKind {
  case folder(Folder)
  case file
  case unfit(String)

  struct Folder: Hashable {
    let device: UInt
    let inode: UInt
  }

  init(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .unfit(Self.reason(errno))
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: self = .folder(Folder(device: UInt(status.st_dev), inode: UInt(status.st_ino)))
    case S_IFREG: self = .file
    case S_IFIFO: self = .unfit("this is a named pipe, not a file")
    default: self = .unfit("this is not a regular file")
    }
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ELOOP: "this symbolic link leads in a circle"
    case ENOENT: "this symbolic link leads nowhere"
    default: String(cString: strerror(code))
    }
  }
}
