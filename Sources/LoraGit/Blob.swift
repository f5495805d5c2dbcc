import CLibGit2
import LoraNames

extension Repository {
  public func blob(_ id: ObjectID) throws(GitError) -> [UInt8] {
    try bringing(id) { () throws(GitError) in try localBlob(id) }
  }

  private func localBlob(_ id: ObjectID) throws(GitError) -> [UInt8] {
    var raw = id.raw
    let blob = try lookup("git_blob_lookup", "blob", id) { git_blob_lookup(&$0, pointer, &raw) }
    defer { git_blob_free(blob) }
    let bytes = UnsafeRawBufferPointer(
      start: git_blob_rawcontent(blob), count: Int(git_blob_rawsize(blob)))
    return [UInt8](bytes)
  }

  public func blobSize(_ id: ObjectID) throws(GitError) -> Int {
    try bringing(id) { () throws(GitError) in try localBlobSize(id) }
  }

  private func localBlobSize(_ id: ObjectID) throws(GitError) -> Int {
    var raw = id.raw
    let database = try object("git_repository_odb") { git_repository_odb(&$0, pointer) }
    defer { git_odb_free(database) }
    var size = 0
    var type = GIT_OBJECT_INVALID
    try call("git_odb_read_header", id.hex) {
      git_odb_read_header(&size, &type, database, &raw)
    }
    return size
  }

  @discardableResult
  public func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    var id = git_oid()
    try call("git_blob_create_from_buffer") {
      bytes.withUnsafeBytes {
        git_blob_create_from_buffer(&id, pointer, $0.baseAddress, $0.count)
      }
    }
    return written(id)
  }

  /// The name these bytes would have as a blob; nothing is written.
  public static func blobID(of bytes: [UInt8]) throws(GitError) -> ObjectID {
    LibGit2.start()
    var id = git_oid()
    try call("git_odb_hash") {
      bytes.withUnsafeBytes { git_odb_hash(&id, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) }
    }
    return ObjectID(id)
  }

  func written(_ id: git_oid) -> ObjectID {
    let id = ObjectID(id)
    unsynced.insert(id)
    share(id)
    return id
  }
}
