public import LoraFiles

// libgit2 makes objects and references by the umask alone, whatever `core.sharedRepository` says.

extension GitSettings {
  /// `core.sharedRepository`, as Git reads it.
  public var sharing: RepositorySharing {
    let key = "core.sharedrepository"
    switch flag(key) {
    case true: return .group
    case false: return .byUmask
    case nil: break
    }
    switch self[key] {
    case nil, "umask": return .byUmask
    case "group": return .group
    case "2", "all", "world", "everybody": return .everybody
    case let octal?:
      // Git itself refuses a repository whose owner could not read and write.
      return UInt32(octal, radix: 8).map { .exactly($0 & 0o666) } ?? .byUmask
    }
  }
}

extension Repository {
  /// What is made in this repository from now on, by whichever module, is shared as it says.
  func announceSharing() {
    let sharing = environment.settings.sharing
    SharedFolders.set(environment.paths.commonDirectory, sharing)
    SharedFolders.set(environment.paths.objects, sharing)
  }

  /// Lets the others use an object that was just written; one in a pack was there before.
  func share(_ object: ObjectID) {
    let folder = "\(environment.paths.objects)/\(object.hex.prefix(2))"
    SharedFolders.adjust(folder)
    SharedFolders.adjust("\(folder)/\(object.hex.dropFirst(2))")
  }

  /// The files of a reference and its reflog that are not there yet, and the folders of both: what
  /// is to be shared once libgit2 has made it.
  func unmadeFiles(of reference: String) -> [String] {
    let common = environment.paths.commonDirectory
    var files: [String] = []
    for top in [common, common + "/logs"] {
      var path = top + "/" + reference
      // The file itself is always a new one: Git replaces it.
      repeat {
        files.append(path)
        path = Files.parent(of: path)
      } while Standing(path) == .nothing && path.utf8.count > common.utf8.count
    }
    return files
  }

  /// After a reference was deleted: out of `packed-refs`, which is then a new file.
  func sharePackedReferences() {
    SharedFolders.adjust(environment.paths.commonDirectory + "/packed-refs")
  }
}
