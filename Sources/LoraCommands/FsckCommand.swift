import ArgumentParser
import LoraReview
import LoraRunner
import LoraSharing
import LoraStore

/// `git lora fsck`: is every run whole?
struct FsckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fsck",
    abstract: "Check runs: records, trailers, every file by its hash, LFS objects.",
    discussion: """
      Without RUN every run is checked: of local branches, of remotes' branches, withdrawn ones. \
      LFS objects that a remote should have count as fetchable; --remote proves it by fetching \
      them. Exit status 65 when something is wrong.

      Examples:
        git lora fsck
        git lora fsck runs/cyberpunk~2
        git lora fsck --remote
      """)

  @Argument(
    help: ArgumentHelp("Runs, by any revision; all when left out.", valueName: "run"),
    completion: Completions.runs)
  var revisions: [String] = []

  @Flag(name: .long, help: "Fetch the objects that are not here, to prove that they can be had.")
  var remote = false

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let store = try Workplace.here().store
    let known = try NamedRuns(in: store)
    let chosen = try chosen(among: known, in: store)
    let shared = try SharedRuns(among: chosen, in: store)
    let check = RunCheck(store)
    var problems = revisions.isEmpty ? known.unreadable : []
    for named in chosen {
      problems += check.problems(of: named, isShared: shared.contains(named.run))
    }
    var elsewhere = check.elsewhere
    if remote {
      let lacking = try fetch(Array(elsewhere.keys), in: store)
      problems += lacking.flatMap { elsewhere[$0] ?? [] }
      elsewhere = [:]
    }
    let text = FsckText(runs: chosen.count, problems: problems, elsewhere: Array(elsewhere.keys))
    try text.show(json: json)
    if !problems.isEmpty { throw SilentExit(code: .badData) }
  }

  private func chosen(among known: NamedRuns, in store: RunStore) throws -> [NamedRun] {
    if revisions.isEmpty { return known.runs }
    return try revisions.map { revision in
      let run = try store.run(revision)
      return known.runs.first { $0.run.id == run.id } ?? NamedRun(name: revision, run: run)
    }
  }

  /// The objects that no remote could give.
  private func fetch(_ pointers: [LFSPointer], in store: RunStore) throws -> [LFSPointer] {
    let transport = Transport(
      store.repository.environment, showsProgress: Terminal.showsProgress && !json)
    var lacking = pointers
    for remote in Remote.all(in: store.repository) where !lacking.isEmpty {
      let transfer = LFSTransfer(store: store, remote: remote, transport: transport)
      do { lacking = try transfer.download(lacking) } catch {
        Message.warning(error.description.printable)
      }
    }
    return lacking
  }
}
