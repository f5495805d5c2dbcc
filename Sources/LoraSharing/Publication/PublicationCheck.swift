import LoraGit
public import LoraHTTP
public import LoraStore

/// Asks the remotes whether they have a run: a reference that contains its commit, and each LFS
/// object of its folder with the right size.
///
/// Nothing prompts, and nothing is sent to the remotes but questions.
public struct PublicationCheck {
  private let store: RunStore
  private let http: any HTTPTransport
  private let transport: Transport

  public init(_ store: RunStore, http: any HTTPTransport) {
    self.store = store
    self.http = http
    transport = Transport(store.repository.environment, isUnattended: true)
  }

  /// - Throws: for what is wrong on this machine; a remote that cannot be asked is `.unknown`.
  public func check(_ run: LoggedRun) throws(SharingError) -> Publication {
    let remotes = Remote.all(in: store.repository)
    let pointers = try pointers(of: run)
    var lacking: [String] = []
    var silent: [String] = []
    for remote in remotes {
      switch try standing(of: run, pointers, at: remote) {
      case .has: return .published(remote: remote, address: try address(of: remote))
      case .lacks(let reason): lacking.append(reason)
      case .unknown(let reason): silent.append(Redaction.withoutUserParts(reason))
      }
    }
    if !silent.isEmpty { return .unknown(reason: silent.joined(separator: "; ")) }
    if remotes.isEmpty { return .unpublished(reason: "this repository has no remote") }
    return .unpublished(reason: lacking.joined(separator: "; "))
  }

  private func standing(of run: LoggedRun, _ pointers: [LFSPointer], at remote: Remote)
    throws(SharingError) -> RemoteStanding
  {
    let references = RemoteReferences(store: store, remote: remote, transport: transport)
    let commit = try references.standing(of: run.id)
    guard case .has = commit, !pointers.isEmpty else { return commit }
    let objects = try RemoteObjects(remote: remote, transport: transport, http: http)
      .standing(of: pointers)
    if case .lacks = objects { WholeHistory(at: remote, in: store).forget() }
    return objects
  }

  private func pointers(of run: LoggedRun) throws(SharingError) -> [LFSPointer] {
    let files = try LoraSharing.store { () throws(StoreError) in try store.files(of: run) }
    let pointers = files.compactMap { file -> LFSPointer? in
      if case .lfs(let pointer) = file.content { pointer } else { nil }
    }
    return Set(pointers).sorted { $0.digest < $1.digest }
  }

  /// As `insteadOf` and the like make it.
  private func address(of remote: Remote) throws(SharingError) -> String {
    Redaction.withoutUserParts(
      try transport.run(["ls-remote", "--get-url", remote.name]).line)
  }
}

/// What one remote has of something.
enum RemoteStanding: Equatable {
  case has
  case lacks(String)
  case unknown(String)
}
