import LoraGit
import LoraNames
import LoraSharing
import LoraStore

/// What `git lora fetch` brought, for people and as JSON.
struct FetchText {
  let remote: Remote
  let outcome: RunFetch.Outcome

  func show(json: Bool) throws {
    guard !json else { return try JSONOutput.print(FetchAnswer(self)) }
    showMoves()
    if outcome.withdrawn > 0 {
      Message.result("withdrawn by others: \(Numbers.counted(outcome.withdrawn, "run"))")
    }
    if outcome.restored > 0 {
      Message.result("restored by others: \(Numbers.counted(outcome.restored, "run"))")
    }
    if !outcome.objects.isEmpty {
      let bytes = outcome.objects.reduce(0) { $0 + $1.bytes }
      Message.result(
        "\(Numbers.counted(outcome.objects.count, "LFS object")), \(Numbers.bytes(bytes))")
    }
    for (branch, tree) in outcome.checkedOut.inByteOrder() {
      Message.warning(
        "\(RunRefs.short(branch)) is behind and stays: it is checked out in \(tree)".printable)
    }
    for branch in outcome.parted {
      Message.note(
        "\(RunRefs.short(branch)) and \(remote.name)/\(RunRefs.short(branch)) have both moved on: "
          + "git lora push shares yours beside the other")
    }
    if let first = outcome.missing.first {
      Message.failureLine(
        "\(remote.name) lacks \(Numbers.counted(outcome.missing.count, "LFS object")), first of all \(first.digest)"
      )
      Message.hint("who trained those runs can send them: git lfs push --object-id REMOTE OID…")
    }
  }

  private func showMoves() {
    let moves = outcome.fetched + outcome.forwarded
    if moves.isEmpty && outcome.objects.isEmpty && outcome.missing.isEmpty
      && outcome.failure == nil && outcome.withdrawn + outcome.restored == 0
    {
      Message.result("nothing new at \(remote.name)")
    }
    for move in moves.prefix(PushText.longest) {
      let from = move.from.map { "\($0.short) → " } ?? "new, "
      Message.result("\(RunRefs.short(move.reference).printable)  \(from)\(move.to.short)")
    }
    let rest = moves.count - PushText.longest
    if rest > 0 { Message.result("… and \(rest) more") }
  }
}

/// `git lora fetch --json`.
private struct FetchAnswer: Encodable {
  struct Move: Encodable {
    let reference: String
    let from: String?
    let to: String

    init(_ move: RunFetch.Outcome.Move) {
      reference = move.reference
      from = move.from?.hex
      to = move.to.hex
    }
  }

  let format = 1
  let remote: String
  let fetched: [Move]
  let forwarded: [Move]
  let parted: [String]
  let checkedOut: [String]
  let withdrawn: Int
  let restored: Int
  let objects: [String]
  let missing: [String]

  init(_ text: FetchText) {
    let outcome = text.outcome
    remote = text.remote.name
    fetched = outcome.fetched.map(Move.init)
    forwarded = outcome.forwarded.map(Move.init)
    parted = outcome.parted
    checkedOut = outcome.checkedOut.names
    withdrawn = outcome.withdrawn
    restored = outcome.restored
    objects = outcome.objects.map(\.digest.hex)
    missing = outcome.missing.map(\.digest.hex)
  }
}
