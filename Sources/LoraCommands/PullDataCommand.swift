import ArgumentParser
import FoundationEssentials
import Glibc
import LoraArchive
import LoraClickUp
import LoraConfig
import LoraFiles
import LoraHTTP
import LoraIntake
import LoraMirror
import LoraNames
import LoraPosting
import LoraProcess
import LoraRunner
import LoraStore
import LoraTasks

/// `git lora pull-data`: a ClickUp task's attachments as training data.
struct PullDataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull-data",
    abstract: "Bring a ClickUp task's attachments into a data folder.",
    discussion: """
      A task keeps its folder, whatever it is renamed to. A new one is data/PROJECT_TYPE_MONTH: the \
      project of .lorarc, else the task's name; what the configs that name the task train; the month \
      in which the task was made. Archives (zip, tar, tar.gz, tar.xz, 7z) become folders. What is here already is not fetched again, and nothing that you \
      changed is replaced.

      Examples:
        git lora pull-data 86a3kx9d2
        git lora pull-data https://app.clickup.com/t/9011/DEV-12 --comments --dry-run
        git lora pull-data DEV-12 --include '*.png' --from ada --to data/neon
        git lora pull-data 86a3kx9d2 --prune       move aside what is gone from the task

      Exit codes: 0 all here, 65 an attachment is bad, 69 ClickUp or its files not reached (the same \
      command goes on), 75 something is in the way.
      """)

  @Argument(
    help: ArgumentHelp("A task's id, custom id or address.", valueName: "task"),
    completion: Completions.tasks)
  var task: String

  @Option(name: .long, help: "The folder; left out: named after project, type and month.")
  var to: String?

  @Option(name: .long, help: "The type in the folder's name: images, texts, …")
  var type: String?

  @Flag(name: .long, help: "Take the attachments of comments too.")
  var comments = false

  @Option(name: .long, help: ArgumentHelp("Only titles like this.", valueName: "glob"))
  var include: [String] = []

  @Option(name: .long, help: ArgumentHelp("No titles like this.", valueName: "glob"))
  var exclude: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Only from this person, by name or id.", valueName: "user"))
  var from: [String] = []

  @Option(name: .long, help: "The largest attachment to take; 2 GB when left out.")
  var maxSize: String?

  @Option(name: .long, help: "The most an archive may unpack to; 10 GB when left out.")
  var maxUnpacked: String?

  @Flag(name: .long, help: "Keep archives as they are.")
  var noUnpack = false

  @Flag(name: .long, help: "Bring back what was deleted here.")
  var again = false

  @Flag(name: .long, help: "Move aside what is gone from the task.")
  var prune = false

  @Flag(name: [.customShort("n"), .long], help: "Say what would come; write nothing.")
  var dryRun = false

  @OptionGroup var clickUp: ClickUpOptions

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let workplace = try Workplace.here()
    let client = try clickUp.client()
    let task = try named(by: client)
    do {
      let request = try request(task, workplace)
      let lock = dryRun ? nil : try lock(workplace.store)
      defer { withExtendedLifetime(lock) {} }
      let outcome = try pull(request, task, client, workplace.store)
      try PullDataText(outcome: outcome, request: request, top: workplace.top()).show(json: json)
      tell(outcome, workplace)
      if let code = ExitCode(outcome) { throw SilentExit(code: code) }
    } catch let error as IntakeError {
      throw RunFailure(error)
    }
  }

  private func named(by client: ClickUpClient) throws -> ClickUpTask {
    do throws(TaskLookup.Failure) {
      guard let reference = TaskReference(task) else {
        throw .link(.notATask(task, from: .option))
      }
      return try TaskLookup(service: client, lists: []).task(reference)
    } catch { throw RunFailure(error) }
  }

  private func pull(
    _ request: PullRequest, _ task: ClickUpTask, _ client: ClickUpClient, _ store: RunStore
  ) throws -> PullOutcome {
    let digests = try DigestCache(of: store)
    let environment = Command.currentEnvironment
    let waits = WaitScale(environment: environment)
    let pull = DataPull(
      service: client,
      // The client sends its token to loopback only when it is a sandbox's.
      hosts: FileHosts(isSandbox: client.address.base.isLoopback, environment: environment),
      transport: CurlTransport(environment: environment),
      digests: LocalDigests { try? digests.digest(ofFile: $0).digest },
      unpack: ArchiveProcess.unpack, pause: { usleep(UInt32(waits.scaled($0) * 1e6)) })
    let line = PullProgressLine(isShown: Terminal.showsProgress && !json)
    InterruptNotice.install("interrupted; the same command goes on where this one ended")
    let outcome = try pull.run(request, on: task) { line.show($0) }
    line.clear()
    try? digests.save()
    return outcome
  }

  /// Who attached what cannot be used is told on the task; trouble with that is no trouble of the data.
  private func tell(_ outcome: PullOutcome, _ workplace: Workplace) {
    guard !dryRun, let mirror = workplace.mirror else { return }
    let files = outcome.unusable.map {
      UnusableFile(
        id: $0.id, title: $0.title, reason: $0.reason, person: $0.user?.id, attached: $0.attached)
    }
    do {
      guard try mirror.outbox.tell(unusable: files, on: TaskID(outcome.task.id)) else { return }
      Message.note("whoever attached what cannot be used is told on the task")
      MirrorDelivery.afterwards(in: workplace)
    } catch {
      Message.warning("ClickUp: \(error)".printable)
    }
  }

  private func lock(_ store: RunStore) throws -> FileLock {
    let path = store.folder + "/intake.lock"
    try Files.makeFolder(store.folder)
    guard let lock = try FileLock(ifFree: path) else { throw IntakeError.busy }
    return lock
  }
}

extension PullDataCommand {
  private func request(_ task: ClickUpTask, _ workplace: Workplace) throws -> PullRequest {
    var request = PullRequest(place: try place(task, workplace))
    request.top = try workplace.top()
    request.selection.takesComments = comments
    request.selection.include = include
    request.selection.exclude = exclude
    request.selection.from = from
    if let maxSize { request.largest = try Self.bytes(maxSize, for: "--max-size") }
    if let maxUnpacked {
      request.archives.totalBytes = try Self.bytes(maxUnpacked, for: "--max-unpacked")
    }
    request.unpacks = !noUnpack
    request.bringsBack = again
    request.prunes = prune
    request.isDryRun = dryRun
    return request
  }

  private func place(_ task: ClickUpTask, _ workplace: Workplace) throws
    -> PullRequest.Place
  {
    let top = try workplace.top()
    if let to {
      let folder =
        to.begins(with: "/") ? to : "\(top)/\(workplace.repository.environment.paths.prefix)\(to)"
      return .folder(URL(filePath: folder).standardized.path)
    }
    let type = try type ?? wordIfNeeded(task, workplace)
    return .named(
      below: top + "/data", project: workplace.settings.project, type: type,
      insists: self.type != nil)
  }

  /// Which type the configs say matters only to a task that has no folder yet.
  private func wordIfNeeded(_ task: ClickUpTask, _ workplace: Workplace) throws -> String {
    let folders = TaskFolders(below: try workplace.top() + "/data")
    let isThere = folders.folder(ofTask: task.id) != nil
    return try isThere ? DataFolderName.word(for: .imageGeneration) : Self.word(task, workplace)
  }

  private static func word(_ task: ClickUpTask, _ workplace: Workplace) throws -> String {
    let types = try workplace.taskTypes { written in
      TaskReference(written).map { [task.id, task.customID].contains($0.text) } ?? false
    }
    guard types.count <= 1 else {
      throw RunFailure(
        .usage, "configs of different task types name the task", hint: "say which: --type images")
    }
    return DataFolderName.word(for: types.first ?? .imageGeneration)
  }

  private static func bytes(_ text: String, for option: String) throws -> Int {
    guard let bytes = ByteSize.bytes(in: text) else {
      throw RunFailure(.usage, "\(option) '\(text.printable)' is no size", hint: "such as 500 MB")
    }
    return bytes
  }
}

extension RunFailure {
  init(_ error: IntakeError) {
    if case .clickUp(let error) = error { self.init(error); return }
    self.init(Self.kind(of: error), error.description.printable, hint: error.hint?.printable)
  }

  fileprivate static func kind(of error: IntakeError) -> Kind {
    switch error.kind {
    case .unreached: .unreached
    case .badData: .badData
    case .inTheWay: .inTheWay
    case .usage: .usage
    case .environment: .environment
    }
  }
}

extension ExitCode {
  /// nil when all went well. What another try can mend comes first.
  init?(_ outcome: PullOutcome) {
    let kinds = Set(outcome.failed.map { RunFailure.kind(of: $0.error) })
    let worst: [RunFailure.Kind] = [.unreached, .environment, .inTheWay, .usage, .badData]
    guard let kind = worst.first(where: kinds.contains) else { return nil }
    self.init(kind)
  }
}
