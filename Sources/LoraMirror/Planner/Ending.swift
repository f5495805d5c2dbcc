import LoraClickUp
import LoraConfig
import LoraExperiment
import LoraStore

/// Everything that a run's end puts on its task.
struct Ending {
  private let mirror: RunMirror
  private let result: RunResult
  private let since: Double
  private let isRebuilt: Bool

  init(of mirror: RunMirror, _ result: RunResult, since: Double, isRebuilt: Bool) {
    self.mirror = mirror
    self.result = result
    self.since = since
    self.isRebuilt = isRebuilt
  }

  func write(_ progress: RunProgress) throws(StoreError) {
    if result.record.state == .failed { try writeFailure(progress) }
    if mirror.settings.report == .update {
      let report = RunningReport(mirror.title, state: result.record.state, progress: progress)
      try write(.report, .update(Update(report.text, revision: Update.last)))
    }
    let attachments = Attachments(of: result, limit: mirror.settings.attachLimit)
    for (number, upload) in zip(1..., try attachments.uploads(in: mirror.outbox)) {
      try write(.file, number: number, .upload(upload))
    }
    let version = version(attachments)
    try writeSummary(attachments, version)
    let statuses = mirror.settings.statuses
    try write(
      .ended, .status(StatusChange(of: result.record.state, in: statuses, landed: version)))
    if result.adapter != nil { try writeFields(version) }
  }

  private func writeFailure(_ progress: RunProgress) throws(StoreError) {
    let cause = AlertComment.Cause.failure(reason: result.record.reason, log: result.log)
    try write(.failure, .comment(mirror.alert(cause, progress)))
  }

  /// Twice: as it is now, and with the place where everyone finds the run once there is one.
  private func writeSummary(_ attachments: Attachments, _ version: LandedVersion)
    throws(StoreError)
  {
    var summary = SummaryComment(
      record: result.record, commit: result.commit, settings: result.settings,
      data: result.data, evaluationLoss: result.evaluationLoss, changes: result.changes,
      linked: attachments.linked, earlier: result.earlier)
    summary.samples = attachments.samples.compactMap { number, path in
      mirror.samples.words(of: path).map { words in
        let name = UploadName(AttachmentName.of(path), run: mirror.run, number: number)
        return "\(name.text): \(words)"
      }
    }
    try write(.summary, .update(Update(summary.text, revision: 1)))
    summary.publication = .page(Update.place)
    try write(.published, .update(Update(summary.text, revision: 1, published: version)))
  }

  private func writeFields(_ version: LandedVersion) throws(StoreError) {
    let fields = mirror.settings.fields
    if let name = fields.version {
      try write(.version, .field(FieldWrite(.version, field: name, run: version)))
    }
    if let name = fields.storage {
      try write(.storage, .field(FieldWrite(.storage, field: name, run: version)))
    }
    for (number, field) in zip(1..., fields.others) {
      let value = RunValue(
        field.source, of: result.record, commit: result.commit, settings: result.settings,
        evaluationLoss: result.evaluationLoss)
      guard let value else { continue }
      let write = FieldWrite(
        .mapped, field: field.name, run: version, source: field.source.key, value: value)
      try self.write(.field, number: number, .field(write))
    }
    if mirror.settings.description { try writeDescription() }
  }

  private func writeDescription() throws(StoreError) {
    let lines = [
      "Current version: \(result.commit)", "Run: \(result.record.name)",
      result.adapter.map { "Adapter: \($0.path), SHA-256 \($0.digest)" },
    ].compactMap { $0 }
    try write(.description, .description(DescriptionPart(lines)))
  }

  private func version(_ attachments: Attachments) -> LandedVersion {
    let adapter = result.adapter
    return LandedVersion(
      name: result.record.name, commit: result.commit, folder: result.record.folder,
      adapter: adapter?.digest, adapterName: adapter?.path, ended: result.record.ended,
      attachedAs: attachments.adapterNumber.map { EffectKey(mirror.run, .file, $0) })
  }

  private func write(_ kind: EffectKey.Kind, number: Int = 1, _ effect: Effect)
    throws(StoreError)
  {
    try mirror.outbox.write(
      Wish(
        EffectKey(mirror.run, kind, number), of: mirror.run, on: mirror.task, since: since,
        isRebuilt: isRebuilt, effect))
  }
}
