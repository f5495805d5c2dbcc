import ArgumentParser
import LoraArchive
import LoraConfig
import LoraHTTP
import LoraIntake
import LoraProcess
import LoraRunner
import LoraStore

/// `git lora pull-data`: a ClickUp task's attachments as training data.
struct PullDataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull-data",
    abstract: "Bring a ClickUp task's attachments into a data folder.",
    discussion: """
      The folder is data/PROJECT_TYPE_MONTH: the project of .lorarc, else the task's name; what the \
      configs that name the task train; the month in which the task was made. Archives (zip, \
      tar.gz, 7z) become folders. What is here already is not fetched again, and nothing that you \
      changed is replaced.

      Examples:
        git lora pull-data 86a3kx9d2
        git lora pull-data https://app.clickup.com/t/9011/DEV-12 --comments --dry-run
        git lora pull-data DEV-12 --include '*.png' --from ada --to data/neon
        git lora pull-data 86a3kx9d2 --prune       move aside what is gone from the task

      Exit codes: 0 all here, 65 an attachment is bad, 69 ClickUp or its files not reached (the same \
      command goes on), 75 something is in the way.
      """)

  @Argument(help: ArgumentHelp("A task's id, custom id or address.", valueName: "task"))
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

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let workplace = try Workplace.open()
    guard let reference = TaskReference(task) else {
      throw RunFailure(
        .usage, "'\(task.printable)' is no task",
        hint: "give its id, its custom id, or the address of its page")
    }
    let access = try ClickUpAccess.open()
    do {
      let request = try request(reference, access, workplace)
      let lock = dryRun ? nil : try lock(workplace.store)
      let outcome = try withExtendedLifetime(lock) {
        try pull(request, access, workplace.store)
      }
      try PullDataText(outcome: outcome, request: request, top: workplace.top()).show(json: json)
      if let code = ExitCode(outcome) { throw SilentExit(code: code) }
    } catch let error as IntakeError {
      Message.failureLine(error.description.printable)
      if let hint = error.hint { Message.hint(hint) }
      throw SilentExit(code: ExitCode(error.kind))
    }
  }

  private func pull(_ request: PullRequest, _ access: ClickUpAccess, _ store: RunStore) throws
    -> PullOutcome
  {
    let digests = try DigestCache(of: store)
    let environment = Command.currentEnvironment
    let pull = DataPull(
      service: access.service,
      hosts: FileHosts(isSandbox: access.isSandbox, environment: environment),
      transport: CurlTransport(environment: environment),
      digests: LocalDigests { try? digests.digest(ofFile: $0).digest },
      unpack: ArchiveProcess.unpack, pause: access.pause)
    let line = PullProgressLine(isShown: Terminal.showsProgress && !json)
    InterruptNotice.install("interrupted; the same command goes on where this one ended")
    let outcome = try pull.run(request) { line.show($0) }
    line.clear()
    try? digests.save()
    return outcome
  }

  private func lock(_ store: RunStore) throws -> FileLock {
    let path = store.folder + "/intake.lock"
    try Folder.make(containing: path)
    guard let lock = try FileLock(ifFree: path) else { throw IntakeError.busy }
    return lock
  }
}

extension PullDataCommand {
  private func request(
    _ reference: TaskReference, _ access: ClickUpAccess, _ workplace: Workplace
  ) throws -> PullRequest {
    var request = PullRequest(
      task: try reference.id(asking: access.service), place: try place(reference, workplace))
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

  private func place(_ reference: TaskReference, _ workplace: Workplace) throws
    -> PullRequest.Place
  {
    let top = try workplace.top()
    if let to {
      let folder =
        to.hasPrefix("/") ? to : "\(top)/\(workplace.repository.environment.paths.prefix)\(to)"
      return .folder(folder.hasSuffix("/") ? String(folder.dropLast()) : folder)
    }
    let type = try type ?? Self.word(reference, workplace)
    return .named(below: top + "/data", project: workplace.settings.project, type: type)
  }

  private static func word(_ reference: TaskReference, _ workplace: Workplace) throws -> String {
    let types = try workplace.taskTypes { reference.means($0) }
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

extension ExitCode {
  init(_ kind: IntakeError.Kind) {
    switch kind {
    case .unreached: self = .mirrorUnreached
    case .badData: self = .badData
    case .inTheWay, .environment: self = .inTheWay
    case .usage: self = .usage
    }
  }

  /// nil when all went well. What another try can mend comes first.
  init?(_ outcome: PullOutcome) {
    let kinds = Set(outcome.failed.map(\.error.kind))
    let worst: [IntakeError.Kind] = [.unreached, .environment, .inTheWay, .usage, .badData]
    guard let kind = worst.first(where: kinds.contains) else { return nil }
    self.init(kind)
  }
}
