import Foundation
import LoraProcess
import TestSupport

/// A workshop, a bare remote that keeps LFS objects, and clones of it: a team.
struct SharedWorkshop {
  let shop: Workshop
  let remote: String

  /// Trains with weights that `WEIGHT` chooses: one byte of a finite number.
  static let trainer = """
    printf '{"v":1,"seq":1,"time":"t","type":"step","step":1,"loss":2.5}\\n' >> "$GIT_LORA_EVENTS"
    { printf '\\100\\0\\0\\0\\0\\0\\0\\0{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}%10s' ''
    printf "\\\\0\\\\0\\\\$WEIGHT\\\\077"; } > "$GIT_LORA_OUTPUT/adapter_model.safetensors"

    """

  init() throws {
    shop = try Workshop(trainer: Self.trainer)
    remote = shop.repository.folder.path + "/remote.git"
    try shop.git("init", "-q", "--bare", "-b", "main", remote)
    try shop.git("remote", "add", "origin", "file://" + remote)
    try shop.git("push", "-q", "origin", "main")
  }

  func clone(_ name: String) throws -> String {
    let path = shop.repository.folder.path + "/" + name
    try shop.git("clone", "-q", "file://" + remote, path)
    return path
  }

  /// `git lora …` in the workshop or a clone, by a person.
  func lora(
    _ arguments: String..., in folder: String? = nil, by person: String = "Ada Example",
    weight: Int = 200, variables: [String: String] = [:]
  ) throws -> Output {
    let own = ["GIT_AUTHOR_NAME": person, "WEIGHT": String(weight)]
    return try Workshop.lora(
      arguments, in: folder ?? shop.path, variables: own.merging(variables) { $1 })
  }

  /// Trains once and answers the run's hash.
  @discardableResult
  func train(in folder: String? = nil, by person: String = "Ada Example", weight: Int) throws
    -> String
  {
    let run = try lora("run", "tea", in: folder, by: person, weight: weight)
    guard run.status.isSuccess else {
      throw TeamFailure(words: run.errorText)
    }
    return try shop.git("rev-parse", "runs/tea", in: folder).line
  }

  /// What the remote's references point to, by full name.
  func remoteReferences() throws -> [String: String] {
    let lines = try shop.git("for-each-ref", "--format=%(refname) %(objectname)", in: remote).text
    let pairs = lines.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    return Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
  }

  /// The LFS objects at the remote, with the times of their arrival.
  func remoteObjects() throws -> [String: Date] {
    let folder = remote + "/lfs/objects"
    let paths = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    var found: [String: Date] = [:]
    for path in paths where (path as NSString).lastPathComponent.count == 64 {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + path)
      found[(path as NSString).lastPathComponent] = attributes[.modificationDate] as? Date
    }
    return found
  }

  /// Where the LFS object of a run's adapter lies in a clone.
  func adapter(of run: String, in folder: String? = nil) throws -> String {
    let pointer = try shop.git(
      "show", "\(run):output/tea/adapter_model.safetensors", in: folder
    ).text
    let oid = pointer.split(separator: "\n")[1].dropFirst("oid sha256:".count)
    return "\(folder ?? shop.path)/.git/lfs/objects/\(oid.prefix(2))/"
      + "\(oid.dropFirst(2).prefix(2))/\(oid)"
  }

  /// Takes the second names of LFS objects away, so that losing or damaging one has effect.
  func dropSecondNames(in folder: String? = nil) throws {
    try FileManager.default.removeItem(atPath: "\(folder ?? shop.path)/.git/lora/objects")
  }

  /// Replaces the run's commit by one with other bytes at `path`, or another message: what no
  /// honest tool would do.
  func forge(
    _ path: String? = nil, _ text: String = "", parent: String = "main",
    message: (String) -> String = { $0 }
  ) throws {
    let index = ["GIT_INDEX_FILE": shop.path + "/.git/forged-index"]
    var tree = try shop.git("rev-parse", "runs/tea^{tree}").line
    if let path {
      try shop.repository.git("read-tree", "runs/tea", variables: index)
      try shop.repository.folder.write("forged.txt", text)
      let file = shop.repository.folder.path + "/forged.txt"
      let blob = try shop.git("hash-object", "-w", file).line
      try shop.repository.git(
        "update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)", variables: index)
      tree = try shop.repository.git("write-tree", variables: index).line
    }
    let words = message(try shop.git("log", "-1", "--format=%B", "runs/tea").text)
    let commit = try shop.git("commit-tree", "-p", parent, "-m", words, tree).line
    try shop.git("update-ref", "refs/heads/runs/tea", commit)
  }

  struct TeamFailure: Error {
    let words: String
  }
}
