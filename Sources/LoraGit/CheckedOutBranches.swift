import Glibc
public import LoraNames

extension Repository {
  /// The branches that a working tree has checked out, or is rebasing or bisecting: full reference
  /// name to the folder of that working tree.
  ///
  /// Committing to such a branch behind its working tree's back would make the next `git commit`
  /// there revert the run.
  public func checkedOutBranches() throws(GitError) -> NameMap<String> {
    let common = environment.paths.commonDirectory
    var found: NameMap<String> = [:]
    if environment.settings.flag("core.bare") != true {
      note(common, workingTree: mainWorkingTree, in: &found)
    }
    for name in names(in: common + "/worktrees") {
      let folder = "\(common)/worktrees/\(name)"
      let link = firstLine(of: folder + "/gitdir") ?? folder
      note(
        folder, workingTree: link.rest(before: "/.git") ?? link, in: &found)
    }
    return found
  }

  private var mainWorkingTree: String {
    let common = environment.paths.commonDirectory
    if environment.paths.gitDirectory == common, let top = environment.paths.topLevel { return top }
    return common.rest(before: "/.git") ?? common
  }

  private func note(_ folder: String, workingTree: String, in found: inout NameMap<String>) {
    let heads = [
      symbolicTarget(firstLine(of: folder + "/HEAD")),
      firstLine(of: folder + "/rebase-merge/head-name"),
      firstLine(of: folder + "/rebase-apply/head-name"),
      firstLine(of: folder + "/BISECT_START").map { "refs/heads/" + $0 },
    ]
    for head in heads.compactMap({ $0 }) where head.begins(with: "refs/heads/") {
      found[head] = workingTree
    }
  }

  private func symbolicTarget(_ line: String?) -> String? {
    let target = line?.rest(after: "ref:")?.unicodeScalars.drop { $0 == " " || $0 == "\t" }
    return target.map { String($0) }
  }

  private func firstLine(of path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    guard getline(&line, &capacity, file) > 0, let line else { return nil }
    let text = String(cString: line)
    return text.rest(before: "\n") ?? text
  }

  private func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = entry.pointee.name
      if !name.begins(with: ".") { names.append(name) }
    }
    return names.inByteOrder()
  }
}

extension dirent {
  /// The entry's name as text.
  var name: String {
    withUnsafePointer(to: d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
  }
}
