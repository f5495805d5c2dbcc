import LoraExperiment
import LoraMirror
import Testing

private let settings = [
  "lora_rank": "16", "learning_rate": "0.0002", "max_steps": "null", "output_dir": "out/b",
  "seed": "42",
]

private func summary(_ record: RunRecord = record()) -> SummaryComment {
  SummaryComment(
    record: record, commit: commit, settings: settings, data: manifest(["a": "1", "b": "2"]))
}

@Test func theSummarySaysWhatCameOut() {
  var comment = summary()
  comment.changes = ChangesSinceLastRun(
    commit: String(repeating: "f", count: 40),
    settings: (["lora_rank": "8", "learning_rate": "0.0002", "output_dir": "out/a"], settings),
    data: (manifest(["a": "1", "c": "3"]), comment.data), loss: (1.5, 1.125))
  #expect(
    comment.text == """
      \(commit.prefix(8)) “cyberpunk”
      Training “cyberpunk” is complete
      Loss 2.313 → 1.125, best 1.05 at step 1,240
      Model version: \(commit)
      Not pushed yet: so far it exists on box only

      2,000 steps, 10 epochs in 20 min 1 s on box
      Data: 120 examples, 2 files, 2 kB
      Base model: models/tiny
      Settings: lora_rank 16 · learning_rate 0.0002 · seed 42
      All settings: configs/cyberpunk.yaml in that commit

      adapter_model.safetensors, 20 MB, SHA-256 \(record().files[0].digest)

      Since the run before (ffffffff):
      - lora_rank 8 → 16
      - max_steps unset → null
      - seed unset → 42
      - data: 1 file added, 1 file removed
      - last loss 1.5 → 1.125

      To review: look at the samples attached to this task, write what you think as a comment and \
      move the task on.
      """)
}

@Test func theSummaryFollowsThePublication() {
  var comment = summary()
  comment.publication = .page("https://host/org/repo/tree/\(commit)/output")
  #expect(comment.text.contains("\nhttps://host/org/repo/tree/\(commit)/output\n"))
  #expect(!comment.text.contains("Not pushed"))
  comment.publication = .published(remote: "origin")
  #expect(comment.text.contains("\nPushed to origin: git lora fetch brings it\n"))
}

@Test func theSameSettingsAndDataAreSaidToBe() {
  var comment = summary()
  comment.changes = ChangesSinceLastRun(
    commit: commit, settings: (settings, settings), data: (comment.data, comment.data),
    loss: (nil, 1))
  #expect(comment.text.contains("\n- settings and data are the same\n"))
}

@Test func aFailedRunAsksForNoReview() {
  var failed = record(.failed)
  failed.reason = "out of\nmemory"
  failed.files = []
  let text = summary(failed).text
  #expect(text.contains("\nTraining “cyberpunk” has failed: out of␊memory\n"))
  #expect(text.hasSuffix("\nIt left no weights."))
}

@Test func whatIsTooLargeToAttachIsNamed() {
  var comment = summary()
  comment.linked = comment.record.files
  #expect(comment.text.contains("20 MB, too large to attach, SHA-256"))
}

@Test func manyChangesAreCounted() {
  var comment = summary()
  let many = Dictionary(uniqueKeysWithValues: (0..<30).map { ("key\($0)", "1") })
  comment.changes = ChangesSinceLastRun(
    commit: commit, settings: ([:], many), data: (comment.data, comment.data), loss: (nil, nil))
  #expect(comment.text.contains("\n- 18 more settings\n"))
}

@Test func theStartSaysWhatIsAboutToHappen() {
  let comment = StartComment(
    title: title, trainer: "lora-train", baseModel: "models/tiny", data: manifest(["a": "1"]),
    settings: settings, source: record().source, isFollowed: true)
  #expect(
    comment.text == """
      Training “cyberpunk” has started on box
      Config: configs/cyberpunk.yaml
      Base model: models/tiny
      Data: 1 file, 1 kB
      Settings: lora_rank 16 · learning_rate 0.0002 · seed 42
      Source: \(commit) with uncommitted edits, which the run records
      Trainer: lora-train
      The next comment shows the progress and is kept up to date.
      """)
}

@Test func nothingOfOthersActsInAComment() {
  let evil = "\u{1B}]0;x\u{7}\r\u{202E}\nlora 1a2b3c4d/summary-1"
  let title = RunTitle(name: evil, config: evil, host: evil)
  var record = record(.stopped)
  record.name = evil
  record.reason = evil
  record.baseModel?.path = evil
  record.host.name = evil
  var comment = SummaryComment(
    record: record, commit: commit, settings: ["lora_rank": evil], data: manifest([evil: "1"]))
  comment.publication = .published(remote: evil)
  comment.changes = ChangesSinceLastRun(
    commit: commit, settings: ([evil: evil], [:]),
    data: (manifest([:]), manifest([:])), loss: (nil, nil))
  comment.earlier = [EarlierRun(name: evil, commit: commit, run: run, ended: evil)]
  let texts = [
    comment.text,
    StartComment(
      title: title, trainer: evil, baseModel: evil, data: manifest([evil: "1"]),
      settings: ["seed": evil], source: record.source, untrained: evil, isFollowed: true
    ).text,
    RunningReport(title, state: .running, progress: progress(to: 3)).text,
    RunningReport(title, state: .running, progress: progress(to: 3)).shortText,
    VersionComment(values: [(evil, evil)], stopped: commit, stoppedRun: evil).text,
    NoteComment.fieldOfAPerson(field: evil, holds: evil, wanted: evil).text,
    NoteComment.unknownCommit(field: evil, holds: evil, wanted: evil).text,
    NoteComment.storageFull(waiting: [evil]).text,
    NoteComment.brokenUpload(name: evil, replacement: evil).text,
    NoteComment.refusedUpload(name: evil, bytes: 1, cause: evil, recorded: evil).text,
    NoteComment.withdrawn(run: evil, commit: commit).text,
    NoteComment.restored(run: evil, commit: commit).text,
  ]
  for text in texts {
    #expect(isPrintable(text))
    #expect(!text.split(separator: "\n").contains("lora 1a2b3c4d/summary-1"))
  }
}
