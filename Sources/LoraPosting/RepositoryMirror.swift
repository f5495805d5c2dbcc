public import LoraClickUp
public import LoraConfig
import LoraExperiment
import LoraHTTP
public import LoraMirror
public import LoraProcess
import LoraSharing
public import LoraStore

/// A repository's runs on their way to the tasks they belong to.
public struct RepositoryMirror {
  public let store: RunStore
  public let settings: ClickUpSettings
  public let outbox: Outbox
  let environment: [String: String]

  public init(
    _ store: RunStore, settings: ClickUpSettings,
    environment: [String: String] = Command.currentEnvironment
  ) {
    self.store = store
    self.settings = settings
    self.environment = environment
    outbox = Outbox(of: store)
  }

  /// What brings the outbox to ClickUp.
  ///
  /// - Parameter log: gets a line for each call, with nothing secret in it.
  public func deliverer(stop: StopFlag = StopFlag(), log: ((String) -> Void)? = nil)
    throws(ClickUpAccessError) -> Deliverer
  {
    // A delivery looks before it writes again: a call that is tried once more at once would write a
    // status or a field twice, and a plan counts its fields' writes for ever.
    let once = Patience(attempts: 1, longestWait: Patience.brief.longestWait)
    let service = try ClickUpClient(environment: environment, patience: once, log: log)
    return Deliverer(
      service: service, outbox: outbox, rules: rules,
      waits: LookWaits(factor: WaitScale(environment: environment).factor), stop: stop)
  }

  /// A service for whoever waits at a terminal; nil with the reason when ClickUp cannot be asked.
  public func service() throws(ClickUpAccessError) -> ClickUpClient {
    try ClickUpClient(environment: environment, patience: .brief)
  }

  /// Keeps the run's commit, which its task names, even when its branch goes. A reference that a
  /// killed process has left locked must not silence the run: its branch holds it for now.
  func keepAlive(_ run: LoggedRun) { try? store.markMirrored(run) }

  private var rules: DeliveryRules {
    let pages = RunPages(
      store: store, template: settings.link, http: CurlTransport(environment: environment))
    return DeliveryRules(
      knowing: KnownRuns(in: store), for: settings, publication: pages.whereabouts)
  }
}
