import LoraConfig
public import LoraExperiment
import LoraNames

/// What a listing is narrowed to.
public struct RunFilter: Sendable {
  public var state: RunState?
  /// Seconds since 1970.
  public var since: Int?
  /// Seconds since 1970.
  public var until: Int?
  public var settings: [SettingCondition] = []
  public var losses: [LossCondition] = []

  public init() {}

  public func accepts(_ row: RunRow) -> Bool {
    let summary = row.run.summary
    if let state, summary.state != state { return false }
    let time = row.run.commit.committer.seconds
    if let since, time < since { return false }
    if let until, time > until { return false }
    return settings.allSatisfy { $0.holds(in: summary.settings) }
      && losses.allSatisfy { condition in
        condition.measure.value(of: row.run).map(condition.holds) ?? false
      }
  }
}

/// `learning_rate=2e-4`: a key has that value, set or by default.
public struct SettingCondition: Sendable, Equatable {
  public let key: String
  public let value: String

  /// nil when the text is no `key=value` of a known key.
  public init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let key = RunKey.named(String(parts[0])) else { return nil }
    self.key = key.rawValue
    value = String(parts[1])
  }

  func holds(in settings: [String: String]) -> Bool {
    guard let found = settings[key] ?? StandardSettings.text(of: key) else { return false }
    if let a = Double(found), let b = Double(value) { return a == b }
    return found == value
  }
}

/// `<0.5`, `best:<=0.4`, `eval:>1`: a bound on a loss.
public struct LossCondition: Sendable, Equatable {
  public enum Relation: String, Sendable, CaseIterable {
    case atMost = "<="
    case atLeast = ">="
    case below = "<"
    case above = ">"
    case equal = "="
  }

  public let measure: RunMeasure
  public let relation: Relation
  public let bound: Double

  public init?(_ text: String) {
    var rest = text[...]
    var measure = RunMeasure.loss
    if let colon = rest.firstIndex(of: ":") {
      guard let named = RunMeasure(rawValue: String(rest[..<colon])),
        [.loss, .best, .eval].contains(named)
      else { return nil }
      measure = named
      rest = rest[rest.index(after: colon)...]
    }
    guard let relation = Relation.allCases.first(where: { rest.begins(with: $0.rawValue) }),
      let bound = Double(rest.dropFirst(relation.rawValue.count).drop { $0 == " " })
    else { return nil }
    self.measure = measure
    self.relation = relation
    self.bound = bound
  }

  func holds(_ value: Double) -> Bool {
    switch relation {
    case .below: value < bound
    case .atMost: value <= bound
    case .above: value > bound
    case .atLeast: value >= bound
    case .equal: value == bound
    }
  }
}

/// The values that hold where a config says nothing.
enum StandardSettings {
  static func text(of key: String) -> String? {
    guard case .value(let value) = RunKey(rawValue: key)?.row.standard else { return nil }
    return value.yaml
  }
}
