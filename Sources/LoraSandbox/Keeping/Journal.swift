import FoundationEssentials
import Glibc

/// `journal.jsonl`: one line for each request that changed something, a JSON array of changes. A line
/// counts once it ends in a line end; what a killed process left of the next one is cut off.
struct Journal: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var length: Int

  /// More lines than this are written anew as the state they make.
  private static let longest = 200

  struct Opened: ~Copyable {
    let journal: Journal
    let state: State
  }

  /// Opens or makes it; `fresh` says what a new one begins with.
  static func open(_ path: String, fresh: () -> State) throws(SandboxError) -> Opened {
    guard access(path, F_OK) == 0 else {
      let state = fresh()
      return Opened(journal: try make(path, holding: state), state: state)
    }
    let bytes = try FileCalls.readAll(path)
    let end = (bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    let lines = bytes[..<end].split(separator: UInt8(ascii: "\n"))
    let state = try read(lines, path)
    if lines.count > longest {
      return Opened(journal: try make(path, holding: state), state: state)
    }
    return Opened(journal: try resume(path, at: end), state: state)
  }

  private static func read(_ lines: [ArraySlice<UInt8>], _ path: String) throws(SandboxError)
    -> State
  {
    let decoder = JSONDecoder()
    var state: State?
    for (number, line) in lines.enumerated() {
      guard let changes = try? decoder.decode([Change].self, from: Data(line)) else {
        throw SandboxError(
          .badData, "\(path):\(number + 1): this is no line of a sandbox's journal",
          hint: "name another folder with --state, or take that line out")
      }
      if state == nil, case .workspace(let workspace)? = changes.first {
        state = State(workspace: workspace)
      }
      state?.apply(changes)
    }
    guard let state else {
      throw SandboxError(.badData, "\(path) does not begin with a workspace")
    }
    return state
  }

  private init(path: String, descriptor: Int32, length: Int) {
    self.path = path
    self.descriptor = descriptor
    self.length = length
  }

  private static func resume(_ path: String, at length: Int) throws(SandboxError) -> Journal {
    let journal = Journal(
      path: path, descriptor: try FileCalls.open(path, O_WRONLY), length: length)
    guard ftruncate(journal.descriptor, off_t(length)) == 0,
      lseek(journal.descriptor, 0, SEEK_END) >= 0
    else { throw FileCalls.failure("shorten", path) }
    return journal
  }

  /// A new one, in place of any that is there, by rename.
  private static func make(_ path: String, holding state: State) throws(SandboxError) -> Journal {
    let next = path + ".new"
    var journal = Journal(
      path: path, descriptor: try FileCalls.open(next, O_WRONLY | O_CREAT | O_TRUNC), length: 0)
    let changes = state.asChanges
    for start in stride(from: 0, to: changes.count, by: 500) {
      try journal.append(Array(changes[start..<min(start + 500, changes.count)]), synced: false)
    }
    guard fsync(journal.descriptor) == 0, rename(next, path) == 0 else {
      throw FileCalls.failure("write", path)
    }
    FileCalls.syncFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    return journal
  }

  /// Durable when it returns; when it throws, the journal is as it was.
  mutating func append(_ changes: [Change], synced: Bool = true) throws(SandboxError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let line = try? encoder.encode(changes) else {
      throw SandboxError(.badData, "a change cannot be written")
    }
    do throws(SandboxError) {
      try FileCalls.write(Array(line) + [UInt8(ascii: "\n")], to: descriptor)
      guard !synced || fdatasync(descriptor) == 0 else { throw FileCalls.failure("sync", path) }
    } catch {
      ftruncate(descriptor, off_t(length))
      lseek(descriptor, 0, SEEK_END)
      throw error
    }
    length += line.count + 1
  }

  deinit { close(descriptor) }
}
