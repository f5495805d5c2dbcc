import CLinux
import Glibc
import LoraDigest

/// The second reading of an archive: the one that writes.
final class Unpacking {
  private let file: ArchiveFile
  private let contents: TableOfContents
  private let folder: String
  private let limits: ArchiveLimits
  private var madeFolders: Set<String> = []
  private var total = 0

  init(
    _ file: ArchiveFile, _ contents: TableOfContents, into folder: String, limits: ArchiveLimits
  ) {
    self.file = file
    self.contents = contents
    self.folder = folder
    self.limits = limits
  }

  func run() throws(ArchiveError) -> UnpackedArchive {
    guard mkdir(folder, 0o777) == 0 else {
      throw .file(operation: "make the folder", path: folder, code: errno)
    }
    var isDone = false
    defer { if !isDone { FolderRemoval.remove(folder) } }
    let files = try unpackAll()
    try sync()
    isDone = true
    return UnpackedArchive(files: files, skipped: contents.skipped)
  }

  private func unpackAll() throws(ArchiveError) -> [UnpackedFile] {
    var files: [UnpackedFile] = []
    do throws(ArchiveReader.Failure) {
      let reader = try ArchiveReader(
        file.descriptor, kind: file.kind, charset: contents.charset)
      for path in contents.entries {
        guard let entry = try reader.next() else { throw .archive(.changed) }
        guard let path else { continue }
        do throws(ArchiveError) {
          files.append(try unpack(entry, at: path, from: reader))
        } catch { throw .archive(error) }
      }
      if try reader.next() != nil { throw .archive(.changed) }
    } catch {
      if case .archive(let problem) = error { throw problem }
      throw .changed
    }
    return files
  }

  private func unpack(_ entry: ArchiveEntry, at path: EntryPath, from reader: ArchiveReader)
    throws(ArchiveError) -> UnpackedFile
  {
    guard entry.kind == .file, try EntryPath(entry.name).text == path.text else { throw .changed }
    try makeFolders(above: path)
    let target = try NewFile(folder + "/" + path.text)
    try reader.readBlocks { (bytes, offset) throws(ArchiveError) in
      // Far beyond the end, an offset would not even add up.
      guard (0...limits.totalBytes).contains(offset) else {
        throw .tooLarge(limit: limits.totalBytes)
      }
      if let stated = entry.bytes, offset + bytes.count > stated {
        throw .damaged("'\(path.text)' is longer than it says")
      }
      try grow(by: offset + bytes.count - target.bytes)
      try target.write(bytes, at: offset)
    }
    if let stated = entry.bytes {
      try grow(by: stated - target.bytes)
      try target.extend(to: stated)
    }
    return UnpackedFile(path: path.text, bytes: target.bytes, sha256: target.finish())
  }

  private func grow(by bytes: Int) throws(ArchiveError) {
    total += max(0, bytes)
    try limits.check(total, from: file.bytes)
  }

  private func makeFolders(above path: EntryPath) throws(ArchiveError) {
    var below = folder
    for component in path.components.dropLast() {
      below += "/" + component
      guard madeFolders.insert(below).inserted else { continue }
      guard mkdir(below, 0o777) == 0 else {
        throw .file(operation: "make the folder", path: below, code: errno)
      }
    }
  }

  /// One call for thousands of files.
  private func sync() throws(ArchiveError) {
    let top = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard top >= 0 else { throw .file(operation: "open", path: folder, code: errno) }
    defer { close(top) }
    guard syncfs(top) == 0 else { throw .file(operation: "sync", path: folder, code: errno) }
  }
}
