public import LoraExperiment
public import LoraPosting
public import LoraTasks
public import LoraYAML

/// What a command says before and after the training itself.
public enum RunNotice: Sendable {
  case diagnostic(Diagnostic)
  case note(String)
  /// Something that did not work out; the run goes on without.
  case warning(String)
  case planned(RunPlan)
  /// What people did on the task since the run before.
  case news(RunTask, TaskNews)
  case event(TrainingEvent)
}
