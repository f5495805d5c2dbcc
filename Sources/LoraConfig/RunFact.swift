/// What a run says about itself once it has ended, for a custom field to show: keys below
/// `clickup.fields`.
public enum RunFact: String, Sendable, CaseIterable {
  case loss
  case bestLoss = "best_loss"
  case evaluationLoss = "eval_loss"
  case steps, epochs, duration, examples, state, run, commit
  case baseModel = "base_model"
  case trainer, ended

  /// To finish "the field receives …".
  var meaning: String {
    switch self {
    case .loss: "the last training loss"
    case .bestLoss: "the best training loss"
    case .evaluationLoss: "the last loss on held-out data"
    case .steps: "the number of optimizer steps"
    case .epochs: "how often the data was gone through"
    case .duration: "the training time (a number field: in minutes)"
    case .examples: "the number of training examples"
    case .state: "how the run ended: completed or stopped"
    case .run: "the run's name"
    case .commit: "the commit's 40 digits"
    case .baseModel: "the base model's path"
    case .trainer: "the trainer's name"
    case .ended: "when the training ended"
    }
  }

  /// The name of a field as a team may have it.
  var example: String {
    switch self {
    case .loss: "Final loss"
    case .bestLoss: "Best loss"
    case .evaluationLoss: "Validation loss"
    case .steps: "Steps"
    case .epochs: "Epochs"
    case .duration: "Training time"
    case .examples: "Examples"
    case .state: "Outcome"
    case .run: "Run"
    case .commit: "Commit"
    case .baseModel: "Base model"
    case .trainer: "Trainer"
    case .ended: "Trained on"
    }
  }
}

/// A custom field beside version and storage, and what it shows.
public struct MappedField: Sendable, Equatable {
  public let source: Source
  /// The field's name.
  public let name: String

  public enum Source: Sendable, Hashable {
    case fact(RunFact)
    case setting(RunKey)

    /// What stands below `clickup.fields`; also an alias of a config key.
    public init?(key: String) {
      if let fact = RunFact(rawValue: key) {
        self = .fact(fact)
      } else if let setting = RunKey.named(key) {
        self = .setting(setting)
      } else {
        return nil
      }
    }

    public var key: String {
      switch self {
      case .fact(let fact): fact.rawValue
      case .setting(let key): key.rawValue
      }
    }
  }

  public init(_ source: Source, name: String) {
    self.source = source
    self.name = name
  }
}
