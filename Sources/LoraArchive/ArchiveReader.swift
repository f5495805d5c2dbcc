import CLibArchive
import Glibc

/// One reading of an archive from its first entry to its last.
final class ArchiveReader {
  /// Of a name that is in another encoding than thought; the caller tries the next one.
  enum Failure: Error {
    case encoding
    case archive(ArchiveError)
  }

  private let archive: OpaquePointer
  private let kind: ArchiveKind

  /// - Parameters:
  ///   - descriptor: of the archive, readable and seekable; the caller closes it.
  ///   - charset: of names that do not say theirs; nil: UTF-8.
  init(_ descriptor: Int32, kind: ArchiveKind, charset: String?) throws(Failure) {
    guard let archive = archive_read_new() else { preconditionFailure("libarchive has no memory") }
    self.archive = archive
    self.kind = kind
    switch kind {
    case .zip: archive_read_support_format_zip_seekable(archive)
    case .sevenZip: archive_read_support_format_7zip(archive)
    case .tar, .tarGzip, .tarXz: archive_read_support_format_tar(archive)
    }
    try checkFilter()
    if let charset, kind != .sevenZip {
      archive_read_set_format_option(
        archive, kind == .zip ? "zip" : "tar", "hdrcharset", charset)
    }
    lseek(descriptor, 0, SEEK_SET)
    try check(archive_read_open_fd(archive, descriptor, 1 << 16))
    // A gzip inside a gzip: what the ratio is a ratio of would be anybody's guess.
    if archive_filter_count(archive) > 2 {
      throw .archive(.damaged("it is compressed more than once"))
    }
  }

  deinit { archive_read_free(archive) }

  /// Without a library of its own for it libarchive would start a program (`xz -d`), and says so by a
  /// warning.
  private func checkFilter() throws(Failure) {
    let status =
      switch kind {
      case .tarGzip: archive_read_support_filter_gzip(archive)
      case .tarXz: archive_read_support_filter_xz(archive)
      case .zip, .tar, .sevenZip: ARCHIVE_OK
      }
    guard status == ARCHIVE_OK else { throw .archive(.unsupported(kind: kind.description)) }
  }

  /// The next entry; nil at the end.
  func next() throws(Failure) -> ArchiveEntry? {
    var found: OpaquePointer?
    let status = archive_read_next_header(archive, &found)
    if status == ARCHIVE_EOF { return nil }
    if archive_read_has_encrypted_entries(archive) == 1 { throw .archive(.encrypted) }
    try check(status)
    guard let found, let name = archive_entry_pathname(found) else { throw .encoding }
    guard let text = String(validatingCString: name) else { throw .encoding }
    return ArchiveEntry(found, name: text)
  }

  /// Hands over the entry's bytes with their offsets, which never go back; holes are left out.
  func readBlocks(_ body: (UnsafeRawBufferPointer, Int) throws(ArchiveError) -> Void)
    throws(ArchiveError)
  {
    while true {
      var start: UnsafeRawPointer?
      var count = 0
      var offset: la_int64_t = 0
      let status = archive_read_data_block(archive, &start, &count, &offset)
      if status == ARCHIVE_EOF { return }
      guard status == ARCHIVE_OK else { throw .damaged(words) }
      try body(UnsafeRawBufferPointer(start: start, count: count), Int(offset))
    }
  }

  /// A warning counts: it is a checksum or a size that does not agree.
  private func check(_ status: Int32) throws(Failure) {
    guard status != ARCHIVE_OK else { return }
    let words = words
    if words.contains("be converted") { throw .encoding }
    throw .archive(words.lowercased().contains("encrypt") ? .encrypted : .damaged(words))
  }

  /// Some of libarchive's sentences end their line.
  private var words: String {
    guard let text = archive_error_string(archive) else { return "it ends too early" }
    return String(cString: text).split(separator: "\n").joined(separator: " ")
  }
}

/// What the archive says of one entry.
struct ArchiveEntry {
  let name: String
  let kind: Kind
  /// nil where the archive does not say before the data.
  let bytes: Int?
  let isEncrypted: Bool

  enum Kind { case file, folder, link, other }

  fileprivate init(_ entry: OpaquePointer, name: String) {
    self.name = name
    bytes = archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil
    isEncrypted = archive_entry_is_encrypted(entry) != 0
    let type = archive_entry_filetype(entry)
    if archive_entry_symlink(entry) != nil || archive_entry_hardlink(entry) != nil
      || type == S_IFLNK
    {
      kind = .link
    } else {
      kind = type == S_IFREG ? .file : type == S_IFDIR ? .folder : .other
    }
  }
}
