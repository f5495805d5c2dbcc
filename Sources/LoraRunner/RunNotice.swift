public import LoraExperiment
public import LoraYAML

/// What a command says before and after the training itself.
public enum RunNotice: Sendable {
  case diagnostic(Diagnostic)
  case note(String)
  case hashing
  case planned(RunPlan)
  case training(RunID)
  case event(TrainingEvent)
  case recording
}
