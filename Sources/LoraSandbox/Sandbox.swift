/// The sandbox as a whole: a ClickUp of one's own on loopback.
public struct Sandbox: Sendable {
  public struct Options: Sendable {
    /// 0 takes any free port.
    public var port = 0
    public var stateFolder: String
    public var plan: String
    /// `N/SECONDS`; ClickUp's own 100/60 when nil.
    public var rate: String?
    public var faultsFile: String?
    /// Of ids and token when the state is fresh, and of faults by chance.
    public var seed: UInt64?
    public var attachmentSeconds: Int?
    /// `DEV` gives new tasks the custom ids `DEV-1`, `DEV-2`, …
    public var customIDPrefix: String?

    public init(stateFolder: String, plan: String) {
      self.stateFolder = stateFolder
      self.plan = plan
    }
  }

  private let server: Server
  private let service: Service
  private let store: Store
  /// The JSON line that says where everything is.
  public let greeting: String

  /// Opens the state and binds the port; nobody is answered before `run`.
  public init(_ options: Options, complain: @escaping @Sendable (String) -> Void)
    async throws(SandboxError)
  {
    guard let plan = Plan(rawValue: options.plan) else {
      throw SandboxError(.usage, "--plan must be free or unlimited, not '\(options.plan)'")
    }
    let rate = options.rate.map(RateLimit.init) ?? .clickUp
    guard let rate else {
      throw SandboxError(.usage, "--rate must be N/SECONDS, like 100/60")
    }
    store = try Self.openStore(options)
    let faults = try FaultControl(
      path: options.faultsFile, seed: options.seed ?? store.state.workspace.seed, store: store,
      complain: complain)
    server = try await Server(port: options.port)
    let origin = "http://127.0.0.1:\(server.port)"
    let seconds = options.attachmentSeconds
    let setting: @Sendable (Int) -> Setting = {
      Setting(plan: plan, origin: origin, attachmentSeconds: seconds, clock: $0)
    }
    let log = try RequestLog(store.folder.requests)
    let session = BoardSession(port: server.port)
    service = Service(
      gate: HostGate(port: server.port),
      api: APIService(store: store, log: log, faults: faults, rate: rate, setting: setting),
      files: FileService(store: store, log: log, faults: faults, isSigned: seconds != nil),
      board: BoardService(store: store, session: session, setting: setting))
    greeting = Self.greeting(
      store.state, origin: origin, board: origin + "/board?key=" + session.secret)
  }

  private static func openStore(_ options: Options) throws(SandboxError) -> Store {
    let folder = try StateFolder(options.stateFolder, faultsFile: options.faultsFile)
    let store = try Store(folder) {
      FreshState.make(
        seed: options.seed, clock: Clock.milliseconds, customIDPrefix: options.customIDPrefix)
    }
    guard let prefix = options.customIDPrefix, store.state.workspace.customIDPrefix != prefix
    else { return store }
    do throws(APIError) {
      try store.change(
        { draft in
          var workspace = draft.state.workspace
          workspace.customIDPrefix = prefix
          draft.add(.workspace(workspace))
        }, clock: Clock.milliseconds)
    } catch {
      throw SandboxError(.inTheWay, "the state cannot be written")
    }
    return store
  }

  private static func greeting(_ state: State, origin: String, board: String) -> String {
    let list = state.lists.values.min { $0.id < $1.id }
    let task = state.tasks.values.filter { !$0.isDeleted }
      .min { ($0.dateCreated, $0.id) < ($1.dateCreated, $1.id) }
    let json: JSON = [
      "api": .string(origin + "/api"), "board": .string(board),
      "token": .string(state.workspace.token), "team": .string(state.workspace.id),
      "list": JSON(list?.id), "task": JSON(task?.id),
    ]
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// Answers until the process ends.
  public func run() async throws { try await server.run(service) }

  /// Runs `body` when no change is being written.
  public func end(_ body: () -> Never) -> Never { store.close(body) }
}
