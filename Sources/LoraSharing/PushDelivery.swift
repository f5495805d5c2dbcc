import LoraGit
import LoraProcess
public import LoraStore

/// Carries out a push plan: objects first, then references, so that no reference arrives whose
/// objects do not.
public struct PushDelivery {
  private let store: RunStore
  private let transport: Transport
  private let runsHooks: Bool

  /// - Parameter runsHooks: whether the repository's pre-push hook runs, as in any push.
  public init(_ store: RunStore, transport: Transport, runsHooks: Bool = true) {
    self.store = store
    self.transport = transport
    self.runsHooks = runsHooks
  }

  /// What became of each update.
  public struct Outcome: Sendable, Equatable {
    public internal(set) var sent: [PushPlan.Update] = []
    public internal(set) var refused: [Refusal] = []
    /// What the remote said beside its refusals: its own sentences, as from a hook.
    public internal(set) var remoteWords: [String] = []

    public init(sent: [PushPlan.Update] = []) { self.sent = sent }

    /// Together with what earlier attempts of the same push sent.
    public func after(_ earlier: [PushPlan.Update]) -> Outcome {
      var whole = self
      whole.sent = earlier + sent
      return whole
    }

    /// Whether somebody else pushed to one of the references meanwhile: plan again.
    public var isOvertaken: Bool { refused.contains(where: \.isOvertaken) }
  }

  public struct Refusal: Sendable, Equatable {
    public let update: PushPlan.Update
    /// The server's or git's own words.
    public let reason: String
    let isOvertaken: Bool
  }

  /// References at a time: the command line that names them has a limit.
  private static let batch = 2000

  /// - Throws: when nothing could be sent; a single reference that the server refuses is part of
  ///   the outcome.
  public func deliver(_ plan: PushPlan) throws(SharingError) -> Outcome {
    try LFSTransfer(store: store, remote: plan.remote, transport: transport)
      .upload(plan.objects + plan.unproven)
    var outcome = Outcome()
    var rest = plan.updates[...]
    while !rest.isEmpty {
      try send(Array(rest.prefix(Self.batch)), to: plan.remote, &outcome)
      rest = rest.dropFirst(Self.batch)
    }
    try noteMarks(plan, outcome)
    if outcome.refused.isEmpty { WholeHistory(at: plan.remote, in: store).note(plan.tips) }
    return outcome
  }

  private func send(_ updates: [PushPlan.Update], to remote: Remote, _ outcome: inout Outcome)
    throws(SharingError)
  {
    let output = try transport.start(
      ["push", "--porcelain", "--no-follow-tags"] + (runsHooks ? [] : ["--no-verify"])
        + (transport.showsProgress ? ["--progress"] : [])
        + [remote.name] + updates.map { "\($0.commit?.hex ?? ""):\($0.target)" },
      // The team's hooks run as in any push; git-lfs's would look at each reference for objects
      // that are there by now.
      variables: ["GIT_LFS_SKIP_PUSH": "1"], progress: .errors)
    let answers = PushAnswer.parse(output.text)
    guard output.status.isSuccess || answers.values.contains(where: { !$0.isAccepted }) else {
      throw .unreachable(remote: remote.name, task: "pushing to", words: output.errorLine)
    }
    for update in updates {
      guard let answer = answers[update.target] else { continue }
      if answer.isAccepted {
        outcome.sent.append(update)
      } else {
        outcome.refused.append(
          Refusal(update: update, reason: answer.words, isOvertaken: answer.isOvertaken))
      }
    }
    if !outcome.refused.isEmpty { outcome.remoteWords += PushAnswer.remoteWords(output.errorText) }
  }

  /// Remembers which marks the remote has now.
  private func noteMarks(_ plan: PushPlan, _ outcome: Outcome) throws(SharingError) {
    var transaction = RefTransaction()
    for kind in RunMark.allCases {
      for update in outcome.sent where update.kind == kind.update {
        if let commit = update.commit {
          transaction.set(plan.remote.mark(kind, commit), to: commit)
        } else if let commit = update.known {
          transaction.delete(plan.remote.mark(kind, commit), expecting: commit)
        }
      }
      for commit in plan.agreedMarks[kind] ?? [] {
        transaction.set(plan.remote.mark(kind, commit), to: commit)
      }
    }
    try transaction.commit(through: transport, reason: "lora: push")
  }
}
