import LoraFiles
public import LoraYAML

extension ExistenceCheck {
  /// Where the run's files will appear.
  func outputProblems(_ config: RunConfig, folder: String) -> [Diagnostic] {
    let place = RealPath.of(absolute(config.outputDir ?? folder))
    let name = config.outputDir == nil ? "the run's folder '\(folder)'" : "'output_dir'"
    func complain(_ message: String, hint: String = OutputFolder.hint) -> [Diagnostic] {
      [config.diagnostic(at: .outputDir, name + " " + message, hint: hint)]
    }
    if place == root { return complain("is the top of the working tree") }
    if RealPath.isInside(root, place) { return complain("contains the working tree") }
    if gitFolders.contains(where: { RealPath.isInside(place, $0) }) {
      return complain("is inside .git")
    }
    switch Standing(place, links: .followed) {
    case .nothing: return []
    case .file, .other: return complain("is a file")
    case .folder: break
    }
    let foreign = FileTree.everything(in: place).filter { !isRecorded(place + "/" + $0) }
    guard let first = foreign.first else { return [] }
    let more = foreign.count == 1 ? "" : " and \(foreign.count - 1) more"
    return complain(
      "holds '\(first.shortened)'\(more), which no run recorded",
      hint: "move it away, or name another output_dir: nothing is overwritten"
        + (isBuiltIn ? "" : "; what the trainer leaves there is recorded by collect: in .lorarc"))
  }
}

extension RunConfig {
  /// Steps against those that there will be, once the examples are counted: a checkpoint that never
  /// comes is worth a word, a learning rate that is never reached stops the run.
  public func stepProblems(examples: Int) -> [Diagnostic] {
    let steps = length.steps(
      examples: examples, perStep: batchSize * gradientAccumulationSteps)
    let intervals: [(RunKey, Int, Diagnostic.Severity)] = [
      (.saveSteps, saveSteps, .warning), (.evalSteps, evalSteps ?? 0, .warning),
      (.warmupSteps, warmupSteps, .error),
    ]
    return intervals.filter { isSet($0.0) && $0.1 > steps }.map { key, value, severity in
      diagnostic(
        severity, at: key, "'\(key.rawValue)' is \(value), but the run has \(steps) steps",
        hint: "\(examples) examples at \(batchSize * gradientAccumulationSteps) a step")
    }
  }
}
