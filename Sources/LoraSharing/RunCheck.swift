import LoraDigest
import LoraExperiment
import LoraGit
import LoraNames
public import LoraStore

/// Checks stored runs: records, trailers, files of the tree, LFS objects.
public final class RunCheck {
  private let store: RunStore
  /// Each blob and each object is read once, however many runs hold it.
  private var blobs: [ObjectID: (digest: Digest, bytes: Int)] = [:]
  private var objects: [LFSPointer: Standing] = [:]

  /// LFS objects that are not on this machine, while a remote has their runs; with the problems
  /// that they are if no remote can give them.
  public private(set) var elsewhere: [LFSPointer: [RunProblem]] = [:]

  private enum Standing { case whole, missing, damaged(path: String), unreadable(String) }

  public init(_ store: RunStore) { self.store = store }

  /// - Parameter isShared: whether a remote is known to have the run, so that a missing object can
  ///   be fetched.
  public func problems(of named: NamedRun, isShared: Bool) -> [RunProblem] {
    let report = Report(named)
    let record: RunRecord
    do { record = try store.record(of: named.run) } catch {
      return [report.problem(RecordCodec.recordFile, error.description, report.wayOut(of: error))]
    }
    var problems = TrailerComparison.differences(named.run.summary, record).map {
      report.problem(nil, $0, "run.json is what counts; its commit was not made by git lora")
    }
    problems += textProblems(of: named.run, report)
    let tree: NameMap<TreeEntry>
    do { tree = try entries(of: named.run) } catch {
      return problems + [report.problem(nil, error.message, Report.refetch)]
    }
    for file in record.files {
      problems += self.problems(of: file, in: tree, report, isShared: isShared)
    }
    let listed = NameSet(record.files.map(\.path) + [RecordCodec.recordFile])
    for path in tree.names where !listed.contains(path) {
      problems.append(
        report.problem(
          path, "it is in the run's folder, and run.json does not list it", Report.alien))
    }
    return problems
  }

  private func textProblems(of run: LoggedRun, _ report: Report) -> [RunProblem] {
    var problems: [RunProblem] = []
    func note(_ file: String, _ error: StoreError) {
      // Bytes that cannot be read are told where every file is.
      if case .git = error { return }
      problems.append(report.problem(file, error.description, Report.alien))
    }
    do { _ = try store.manifest(of: run) } catch { note(RecordCodec.manifestFile, error) }
    do { _ = try store.metrics(of: run) } catch { note(RecordCodec.metricsFile, error) }
    return problems
  }

  private func entries(of run: LoggedRun) throws(GitError) -> NameMap<TreeEntry> {
    guard let folder = try store.repository.entry(at: run.summary.folder, in: run.commit.tree),
      folder.mode == .tree
    else { return [:] }
    let files = try store.repository.files(below: folder.id)
    return NameMap(files.map { ($0.path, $0.entry) })
  }
}

// One file.
extension RunCheck {
  private func problems(
    of file: RecordedFile, in tree: NameMap<TreeEntry>, _ report: Report, isShared: Bool
  ) -> [RunProblem] {
    guard let entry = tree[file.path] else {
      return [report.problem(file.path, "run.json lists it, and the commit lacks it", Report.alien)]
    }
    do {
      if !file.inLFS {
        let found = try content(of: entry.id)
        if found.digest == file.digest && found.bytes == file.bytes { return [] }
        return [
          report.problem(file.path, "its SHA-256 is not the one that run.json has", Report.alien)
        ]
      }
      let recorded = LFSPointer(digest: file.digest, bytes: file.bytes)
      guard LFSPointer(try store.repository.blob(entry.id)) == recorded else {
        return [report.problem(file.path, "its pointer is not the one of run.json", Report.alien)]
      }
      return problem(with: recorded, at: file.path, report, isShared: isShared).map { [$0] } ?? []
    } catch {
      return [report.problem(file.path, error.message, Report.refetch)]
    }
  }

  private func problem(
    with pointer: LFSPointer, at path: String, _ report: Report, isShared: Bool
  ) -> RunProblem? {
    switch standing(of: pointer) {
    case .whole: return nil
    case .missing:
      let place = store.objects.path(of: pointer.digest)
      let problem = report.problem(
        path, "the LFS object \(pointer.digest) is not on this machine, and at no remote",
        "copy it from the machine that trained the run, to \(place)")
      guard isShared else { return problem }
      elsewhere[pointer, default: []].append(problem)
      return nil
    case .damaged(let place):
      return report.problem(
        path, "the LFS object \(pointer.digest) is damaged",
        "rm '\(place)' and fetch it again: git lora fetch \(report.fetchName)")
    case .unreadable(let words):
      return report.problem(path, words, "look at the file's permissions and at the disk")
    }
  }

  private func content(of blob: ObjectID) throws(GitError) -> (digest: Digest, bytes: Int) {
    if let known = blobs[blob] { return known }
    let bytes = try store.repository.blob(blob)
    let found = (digest: Digest.of(bytes), bytes: bytes.count)
    blobs[blob] = found
    return found
  }

  private func standing(of pointer: LFSPointer) -> Standing {
    if let known = objects[pointer] { return known }
    let standing: Standing
    do {
      try store.objects.check(pointer)
      standing = .whole
    } catch {
      switch error {
      case .missingObject: standing = .missing
      case .damagedObject(_, let path): standing = .damaged(path: path)
      default: standing = .unreadable(error.description)
      }
    }
    objects[pointer] = standing
    return standing
  }
}

/// Problems of one run, in its name.
private struct Report {
  let named: NamedRun

  init(_ named: NamedRun) { self.named = named }

  static let alien =
    "the commit was not made by git lora, or was rewritten: fetch the run from someone who has it"
  static let refetch =
    "git fsck names what is lost, and a fresh clone of a remote that has the run is whole"

  /// Of a run without a readable record.
  func wayOut(of error: StoreError) -> String {
    if case .git = error { return Report.refetch }
    return "it is no run that git lora can use: hide it "
      + "with git lora rm \(named.name), or fetch it from someone who has it whole"
  }

  /// The run as `git lora fetch` takes it.
  var fetchName: String { named.name }

  func problem(_ path: String?, _ cause: String, _ hint: String) -> RunProblem {
    RunProblem(
      run: named.name, commit: named.run.id,
      file: path.map { "\(named.run.summary.folder)/\($0)" }, cause: cause, hint: hint)
  }
}
