/// Everything an archive would put on the disk, judged before anything is.
struct TableOfContents {
  /// In the archive's order; nil for what is not unpacked: folders and clutter.
  private(set) var entries: [EntryPath?] = []
  private(set) var skipped = 0
  /// How names that do not say their encoding are read.
  let charset: String?

  private var tree = EntryTree()
  private var bytes = 0
  private var nameBytes = 0

  var fileCount: Int { entries.count { $0 != nil } }

  /// Chinese Windows writes GBK without saying so; the format's own default is code page 437. A
  /// name that says its encoding is read in that whichever is tried.
  private enum Reading {
    case certainUTF8, utf8
    case legacy(String)

    static func all(for kind: ArchiveKind) -> [Reading] {
      switch kind {
      case .zip: [.certainUTF8, .legacy("CP936"), .legacy("GB18030"), .utf8, .legacy("CP437")]
      case .tar, .tarGzip, .tarXz: [.certainUTF8, .legacy("CP936"), .legacy("GB18030"), .utf8]
      case .sevenZip: [.utf8]
      }
    }
  }

  static func read(_ file: ArchiveFile, limits: ArchiveLimits) throws(ArchiveError)
    -> TableOfContents
  {
    let directory = file.kind == .zip ? try ZipDirectory(file, limits: limits) : nil
    for reading in Reading.all(for: file.kind) {
      do throws(ArchiveReader.Failure) {
        return try TableOfContents(file, limits, reading, directory)
      } catch {
        if case .archive(let problem) = error { throw problem }
      }
    }
    throw .unknownEncoding
  }

  private init(
    _ file: ArchiveFile, _ limits: ArchiveLimits, _ reading: Reading, _ directory: ZipDirectory?
  ) throws(ArchiveReader.Failure) {
    if case .legacy(let name) = reading { charset = name } else { charset = nil }
    let reader = try ArchiveReader(file.descriptor, kind: file.kind, charset: charset)
    while let entry = try reader.next() {
      if case .certainUTF8 = reading,
        LegacyNames.isSuspicious(entry.name, fromWindows: directory?.isFromWindows ?? false)
      {
        throw .encoding
      }
      do throws(ArchiveError) { try add(entry, file, limits) } catch { throw .archive(error) }
    }
    if fileCount == 0 { throw .archive(.noFiles) }
    if let directory, directory.count != entries.count {
      throw .archive(.damaged("its table of contents does not list what is in it"))
    }
  }

  private mutating func add(_ entry: ArchiveEntry, _ file: ArchiveFile, _ limits: ArchiveLimits)
    throws(ArchiveError)
  {
    nameBytes += entry.name.utf8.count
    guard nameBytes <= limits.nameBytes else { throw .namesTooLong(limit: limits.nameBytes) }
    if entry.isEncrypted { throw .encrypted }
    let size = entry.bytes ?? 0
    guard size >= 0, size <= limits.totalBytes else { throw .tooLarge(limit: limits.totalBytes) }
    bytes += size
    try limits.check(bytes, from: file.bytes)
    let path = try EntryPath(entry.name)
    switch entry.kind {
    case .link: throw .link(path.text)
    case .other: throw .special(path.text)
    case .folder: try add(folder: path)
    case .file: try add(file: path)
    }
    guard max(entries.count, tree.count) <= limits.entries else {
      throw .tooManyEntries(limit: limits.entries)
    }
  }

  private mutating func add(folder path: EntryPath) throws(ArchiveError) {
    if !path.isClutter { try tree.add(folder: path) }
    entries.append(nil)
  }

  private mutating func add(file path: EntryPath) throws(ArchiveError) {
    guard !path.components.isEmpty else { throw .badName(path.text, .empty) }
    guard !path.isClutter else {
      skipped += 1
      return entries.append(nil)
    }
    try tree.add(file: path)
    entries.append(path)
  }
}
