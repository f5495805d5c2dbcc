import LoraExperiment

/// The facts of one record, in words.
enum RunFacts {
  static func of(_ run: ReportRun) -> [(name: String, value: String)] {
    let record = run.record
    let facts: [(String, String?)] = [
      ("Commit", run.commit),
      ("Ended because", record.reason),
      ("Trainer's exit", record.trainerExit),
      ("Started", record.started),
      ("Ended", record.ended),
      ("Config", record.config),
      ("Set on the command line", joined(record.overrides)),
      ("Source", source(record.source)),
      ("Base model", record.baseModel.map(model)),
      ("Trainer", trainer(record.trainer)),
      ("Seed", record.seed.map(String.init)),
      ("Epochs", record.totals.epochs.map { Quantity.number($0) }),
      ("Examples", record.totals.examples.map(Quantity.count)),
      ("Tokens", record.totals.tokens.map(Quantity.count)),
      ("Machine", host(record.host)),
      ("Repeats", record.repeats),
      ("ClickUp task", record.clickupTask),
    ]
    return facts.compactMap { name, value in
      value.flatMap { $0.isEmpty ? nil : (name: name, value: $0) }
    }
  }

  private static func joined(_ words: [String]) -> String? {
    words.isEmpty ? nil : words.joined(separator: "  ")
  }

  private static func source(_ source: SourceState) -> String {
    let commit = source.commit ?? "no commit yet"
    return source.dirty ? "\(commit), with uncommitted edits" : commit
  }

  private static func model(_ model: BaseModelIdentity) -> String {
    let family = model.architecture.map { "\($0), " } ?? ""
    return "\(model.path) (\(family)\(Quantity.bytes(model.bytes)), SHA-256 \(model.digest))"
  }

  private static func trainer(_ trainer: TrainerIdentity) -> String {
    [trainer.name, trainer.version, trainer.kernel.map { "on \($0) kernels" }]
      .compactMap(\.self).joined(separator: " ")
  }

  private static func host(_ host: HostIdentity) -> String {
    let cores = host.cores == 1 ? "1 core" : "\(host.cores) cores"
    return [host.name, host.system, host.processor, cores]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
