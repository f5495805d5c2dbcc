public import LoraDigest

/// A file that came out of an archive.
public struct UnpackedFile: Sendable, Equatable, Codable {
  /// Below the archive's folder, with `/`.
  public let path: String
  public let bytes: Int
  public let sha256: Digest

  public init(path: String, bytes: Int, sha256: Digest) {
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
  }
}

/// What an archive became.
public struct UnpackedArchive: Sendable, Equatable, Codable {
  /// By path.
  public let files: [UnpackedFile]
  /// Hidden files and what macOS and Windows add.
  public let skipped: Int

  public init(files: [UnpackedFile], skipped: Int) {
    self.files = files.sorted { $0.path < $1.path }
    self.skipped = skipped
  }
}

/// Archives from people nobody vetted.
public enum Archive {
  /// Unpacks the archive at `path` into `folder`, which must not exist: all of it, or nothing.
  ///
  /// The whole table of contents is judged before the first byte is written. Refused are links,
  /// devices, encrypted entries, names that lead out, that exist twice or that a file system would
  /// take for one another, `.git`, and more bytes or entries than `limits`. Archives within are
  /// left packed. Files get the user's own mode and time; owners, permissions and attributes stay
  /// behind. What was written is on the disk when this returns.
  public static func unpack(
    _ path: String, kind: ArchiveKind, into folder: String, limits: ArchiveLimits
  ) throws(ArchiveError) -> UnpackedArchive {
    let file = try ArchiveFile(path, kind: kind)
    return try withUTF8Names { () throws(ArchiveError) in
      let contents = try TableOfContents.read(file, limits: limits)
      return try Unpacking(file, contents, into: folder, limits: limits).run()
    }
  }
}
