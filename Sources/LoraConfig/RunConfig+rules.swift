import LoraYAML

/// What must hold between keys.
extension RunConfig {
  func contradictions() -> [Diagnostic] {
    // Other trainers have a word for "no limit", a task that we cannot know, and rules of their own.
    if isForeign { return [outputInPlace()].compactMap { $0 } }
    return [bothLengths(), longWarmup(), outputInPlace()].compactMap { $0 } + foreignToTask()
  }

  /// `mentioned`: keys that stand in the file with a wrong value are not missing.
  func missingKeys(mentioned: Set<RunKey>) -> [Diagnostic] {
    var missing: [Diagnostic] = []
    for key in RunKey.allCases where key.row.standard == .required && !mentioned.contains(key) {
      missing.append(
        Diagnostic(
          file: file, message: "required key '\(key.rawValue)' is missing",
          hint: "\(key.rawValue): \(key.row.example)"))
    }
    let data: [RunKey] = [.trainDataDir, .metadataPath]
    if !data.contains(where: { isSet($0) || mentioned.contains($0) && settings[$0] == nil }) {
      missing.append(
        Diagnostic(
          file: file, message: "required key 'train_data_dir' or 'metadata_path' is missing",
          hint: "train_data_dir: \(RunKey.trainDataDir.row.example)"))
    }
    return missing
  }

  private func bothLengths() -> Diagnostic? {
    guard isSet(.epochs), isSet(.maxSteps), let later = later(of: .epochs, .maxSteps) else {
      return nil
    }
    return diagnostic(
      at: later, "'epochs' and 'max_steps' both say how long to train", hint: "keep one of them")
  }

  private func longWarmup() -> Diagnostic? {
    guard case .steps(let steps) = length, isSet(.warmupSteps), warmupSteps > steps else {
      return nil
    }
    return diagnostic(
      at: .warmupSteps, "'warmup_steps' is \(warmupSteps), but the run has \(steps) steps")
  }

  private func outputInPlace() -> Diagnostic? {
    guard let outputDir, let problem = OutputFolder.problem(inSpelling: outputDir) else {
      return nil
    }
    return diagnostic(at: .outputDir, "'output_dir' \(problem)", hint: OutputFolder.hint)
  }

  private func foreignToTask() -> [Diagnostic] {
    RunKey.allCases.filter { isSet($0) && !$0.row.applies(to: taskType) }.map { key in
      let tasks = key.row.tasks.map(\.rawValue).joined(separator: " and ")
      let given = isSet(.taskType) ? "" : ", which is what holds without a 'task_type'"
      return diagnostic(
        .warning, at: key,
        "'\(key.rawValue)' is for \(tasks) and does nothing for \(taskType.rawValue)\(given)")
    }
  }

  private func later(of a: RunKey, _ b: RunKey) -> RunKey? {
    guard let first = settings[a], let second = settings[b] else { return nil }
    guard case .file(let mark, _) = first.place, case .file(let other, _) = second.place else {
      return b
    }
    return mark.offset > other.offset ? a : b
  }
}
