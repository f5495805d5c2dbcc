public import LoraClickUp
public import LoraConfig
public import LoraExperiment
import LoraReport

/// A value of a run on its way into a custom field of whatever type.
public enum RunValue: Sendable, Equatable {
  case text(String)
  case number(Double)
  case flag(Bool)
  /// Seconds.
  case duration(Double)
  /// Milliseconds since 1970, and the same in words.
  case date(Int, String)

  /// Nil when the run has no such value.
  public init?(
    _ source: MappedField.Source, of record: RunRecord, commit: String,
    settings: [String: String], evaluationLoss: Float? = nil
  ) {
    let found: RunValue? =
      switch source {
      case .fact(let fact): Self.fact(fact, record, commit, evaluationLoss)
      case .setting(let key): settings[key.rawValue].flatMap(Self.setting)
      }
    guard let found else { return nil }
    self = found
  }

  private static func fact(
    _ fact: RunFact, _ record: RunRecord, _ commit: String, _ evaluationLoss: Float?
  ) -> RunValue? {
    let totals = record.totals
    switch fact {
    case .loss: return loss(totals.finalLoss)
    case .bestLoss: return loss(totals.bestLoss)
    case .evaluationLoss: return loss(evaluationLoss)
    case .steps: return .number(Double(totals.steps))
    case .epochs: return totals.epochs.map { .number($0) }
    case .duration: return .duration(totals.seconds)
    case .examples: return totals.examples.map { .number(Double($0)) }
    case .state: return .text(record.state.rawValue)
    case .run: return .text(record.name)
    case .commit: return .text(commit)
    case .baseModel: return record.baseModel.map { .text($0.path) }
    case .trainer: return .text(record.trainer.name)
    case .ended:
      return EventTime.milliseconds(record.ended).map { .date($0, EventTime.words(record.ended)) }
    }
  }

  /// As people compare losses; a field of 17 digits helps nobody.
  private static func loss(_ loss: Float?) -> RunValue? {
    guard let loss, loss.isFinite else { return nil }
    return .number(Double(Quantity.number(loss)) ?? Double(loss))
  }

  private static func setting(_ text: String) -> RunValue? {
    switch text {
    case "null": nil
    case "true": .flag(true)
    case "false": .flag(false)
    default: Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .text(text)
    }
  }

  public var words: String {
    switch self {
    case .text(let text): text
    case .number(let number): Quantity.number(number, digits: 7)
    case .flag(let flag): flag ? "yes" : "no"
    case .duration(let seconds): Quantity.duration(seconds)
    case .date(_, let words): words
    }
  }

  /// As a field of that type takes it.
  ///
  /// - Throws: `.unfit` or `.noOption`.
  public func input(for field: CustomField) throws(FieldProblem) -> FieldInput {
    switch (field.kind, self) {
    case (.number, .number(let number)), (.currency, .number(let number)):
      return .number(number)
    case (.number, .duration(let seconds)), (.currency, .duration(let seconds)):
      return .number((seconds / 6).rounded() / 10)
    case (.checkbox, .flag(let flag)): return .flag(flag)
    case (.date, .date(let milliseconds, _)): return .date(milliseconds)
    case (.dropDown, _):
      let option = field.options.first { $0.name.trimmed == words }
      guard let option else { throw .noOption(words, of: field) }
      return .option(option.id)
    case (.shortText, _), (.text, _): return .text(words)
    case (.url, .text(let text)) where text.hasPrefix("https://"): return .text(text)
    default: throw .unfit(words, field)
    }
  }
}
