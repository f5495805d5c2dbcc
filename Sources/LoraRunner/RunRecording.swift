import Glibc
import LoraConfig
import LoraDigest
import LoraExperiment
import LoraFiles
import LoraGit
import LoraNames
import LoraPosting
import LoraProcess
import LoraStore

/// Puts together what becomes the commit: the record and the files of the run's folder.
struct RunRecording {
  let plan: RunPlan
  let task: RunTask?
  let source: SourceSnapshot
  let started: String
  let store: RunStore
  /// What was recorded of its beginning, of a run that was begun by another process.
  var begun: RunRecord?

  /// What of the working tree the run's commit does not hold, in words.
  var omissions: [String] {
    var notes = source.dirtySubmodules.map {
      "the submodule \($0) has edits that the run's commit cannot hold"
    }
    if let first = source.untracked.first {
      let more = source.untracked.count > 1 ? " and \(source.untracked.count - 1) more" : ""
      notes.append(
        "untracked, so not in the run's commit: \(first)\(more) (--include-untracked takes them)")
    }
    if let first = source.nestedRepositories.first {
      let count = source.nestedRepositories.count
      notes.append(
        (count > 1 ? "\(first) and \(count - 1) more are repositories" : "\(first) is a repository")
          + " of its own, which the run's commit cannot hold")
    }
    return notes
  }

  /// The draft that is recorded before step 1: config, data, base model, no result.
  func beginning() throws(RunFailure) -> RunDraft {
    let record = record(state: .running, totals: Totals())
    return draft(record, "\(plan.name): begun", files: inputFiles(), journal: RunJournal())
  }

  /// The draft of the finished run.
  ///
  /// - Parameter previous: the run that is the branch's tip, for what changed since.
  func finished(_ judged: JudgedOutput, after previous: LoggedRun?) throws(RecordingError)
    -> RunDraft
  {
    let contents = try contents(judged)
    let record = record(judged, contents)
    let changes = previous.map { SettingChange.between($0.summary.settings, settings) } ?? []
    return draft(
      record, RunSubject.line(for: record, changes: changes),
      files: contents + [page(of: record, contents)], journal: judged.end.journal)
  }

  /// Everything in the run's folder but the page about it.
  private func contents(_ judged: JudgedOutput) throws(RecordingError) -> [RunFile] {
    let journal = judged.end.journal
    var files = inputFiles()
    files.append(
      RunFile(RecordCodec.metricsFile, .metrics, .bytes(RecordCodec.encode(journal.points))))
    for file in judged.collection.files { files.append(try stored(file)) }
    let told = ToldSample.pages(of: journal.samples, besides: NameSet(files.map(\.path)))
    files += told.map { RunFile($0.path, .sample, .bytes(Array($0.page.utf8))) }
    return files + [RunFile("log.txt", .log, .bytes(LogText.collapsed(judged.log)))]
  }

  private func record(_ judged: JudgedOutput, _ contents: [RunFile]) -> RunRecord {
    let (end, start) = (judged.end, judged.end.journal.start)
    var totals = end.journal.totals(seconds: end.seconds)
    totals.samples = plan.config.samples(in: totals)
    var record = record(state: judged.verdict.state, totals: totals)
    record.reason = judged.verdict.reason
    record.trainerExit = end.status?.description
    record.ended = WallClock.now()
    record.leftInOutput = judged.collection.left
    record.trainer.version = start?.trainer.map(version)
    record.trainer.kernel = start?.kernel
    record.files = contents.map(\.recorded).inByteOrder(of: \.path)
    return record
  }

  private func page(of record: RunRecord, _ contents: [RunFile]) -> RunFile {
    let page = ReportPage.text(
      record: record, settings: settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
      samples: contents.filter { $0.role == .sample }.map(\.path))
    return RunFile("REPORT.md", .report, .bytes(Array(page.utf8)))
  }

  /// The user's own message goes first; the outcome then becomes the body.
  private func draft(
    _ record: RunRecord, _ outcome: String, files: [RunFile], journal: RunJournal
  ) -> RunDraft {
    RunDraft(
      record: record, files: files, source: source, subject: plan.message?.subject ?? outcome,
      body: plan.message.map { [$0.body, outcome].compactMap { $0 }.joined(separator: "\n\n") },
      settings: settings,
      evaluationLoss: journal.evaluations.last?.loss)
  }

  private func record(state: RunState, totals: Totals) -> RunRecord {
    if var record = begun {
      (record.state, record.totals) = (state, totals)
      return record
    }
    var record = RunRecord(
      id: plan.id, state: state, name: plan.name.text, branch: plan.reference,
      config: plan.configPath, folder: plan.folder, started: started, ended: started,
      trainer: TrainerIdentity(
        name: plan.trainer.name, command: plan.trainer.words(config: "{config}")),
      source: SourceState(
        commit: source.commit?.hex, tree: source.tree.hex, dirty: source.isDirty,
        untracked: source.untracked + source.nestedRepositories),
      overrides: plan.config.overrides, host: HostIdentity.current(), totals: totals)
    record.seed = plan.config.seed
    record.baseModel = plan.baseModel
    record.clickupTask = task?.id.text ?? plan.config.clickupTask
    record.repeats = plan.repeating?.commit.hex
    return record
  }

  /// `lora-train 0.1.0` as announced by the trainer `lora-train`: the version alone.
  private func version(_ announced: String) -> String {
    let prefix = plan.trainer.name + " "
    return announced.rest(after: prefix) ?? announced
  }

  private func inputFiles() -> [RunFile] {
    [
      RunFile("config.yaml", .config, .bytes(plan.config.bytes)),
      RunFile(
        "config.resolved.yaml", .config,
        .bytes(Array(plan.config.resolvedYAML(folder: plan.folder).utf8))),
      RunFile(RecordCodec.manifestFile, .data, .bytes(RecordCodec.encode(plan.data))),
    ]
  }

  /// Weights, images and what a trainer's `collect:` names go to the LFS store, text stays in Git.
  private func stored(_ file: Collection.File) throws(RecordingError) -> RunFile {
    do throws(StoreError) {
      // Git LFS has no pointer for an empty file; it leaves the empty file itself.
      if file.isLarge, !file.isEmpty {
        return RunFile(file.path, file.role, .lfs(try store.objects.put(file.source)))
      }
      do { return RunFile(file.path, file.role, .bytes(try WholeFile(file.source).bytes)) } catch {
        throw .file(error)
      }
    } catch {
      throw RecordingError(error, reading: file.source)
    }
  }

  private var settings: [String: String] { plan.config.setValues }
}

extension Collection.File {
  /// Whether it is there and holds nothing.
  fileprivate var isEmpty: Bool {
    var status = stat()
    return stat(source, &status) == 0 && status.st_size == 0
  }

  /// A file that a line-by-line diff would not help with.
  fileprivate var isLarge: Bool {
    switch role {
    case .adapter: path.ends(with: ".safetensors")
    case .collected: true
    case .sample: !Self.texts.contains { path.ends(with: $0, ignoringCase: true) }
    default: false
    }
  }

  private static let texts = [".txt", ".md", ".json", ".jsonl", ".csv"]
}
