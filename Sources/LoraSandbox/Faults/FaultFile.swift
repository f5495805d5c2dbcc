import LoraJSON

/// The JSON of `--faults`: a list of rules, or an object with the list under `faults`.
package struct FaultFile: Sendable, Equatable {
  package let faults: [Fault]

  package init(faults: [Fault] = []) { self.faults = faults }

  /// `name` stands in messages.
  package init(_ bytes: [UInt8], name: String) throws(SandboxError) {
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: bytes)
    } catch {
      let (line, column) = bytes.withUnsafeBufferPointer { error.position(in: $0) }
      throw SandboxError(.badData, "\(name):\(line):\(column): \(error.reason)")
    }
    guard let rules = json.items ?? json["faults"]?.items else {
      throw SandboxError(.badData, "\(name): a list of faults is expected")
    }
    var faults: [Fault] = []
    for (place, rule) in rules.enumerated() {
      do {
        faults.append(try FaultRule(json: rule).fault())
      } catch {
        throw SandboxError(.badData, "\(name): fault \(place + 1): \(error.words)")
      }
    }
    self.faults = faults
  }

  /// How many changes back stale answers reach.
  package var reach: Int {
    faults.reduce(0) { most, fault in
      if case .stale(let changes, _, _) = fault.effect { max(most, changes) } else { most }
    }
  }
}

private struct RuleError: Error {
  let words: String
}

/// One rule while it is read.
private struct FaultRule {
  let json: JSON

  private static let keys: Set<String> = [
    "route", "nth", "every", "probability", "times", "effect", "delay_ms", "ms", "bytes", "status",
    "err", "ECODE", "retry_after", "work", "changes", "reads", "seconds", "comment",
  ]

  func fault() throws(RuleError) -> Fault {
    for member in json.members ?? [] where !Self.keys.contains(member.key) {
      throw RuleError(words: "there is no key '\(member.key)'")
    }
    guard let text = json["route"]?.text, let route = RoutePattern(text) else {
      throw RuleError(words: "'route' must be like \"POST /v2/task/*/comment\", or \"*\"")
    }
    return Fault(
      route: route, occasion: try occasion(), times: try count("times"), effect: try effect())
  }

  private func occasion() throws(RuleError) -> Fault.Occasion {
    var found: [Fault.Occasion] = []
    if let nth = json["nth"] {
      guard let numbers = nth.items?.map(\.whole) ?? [nth.whole] as [Int?]?,
        numbers.allSatisfy({ ($0 ?? 0) > 0 })
      else { throw RuleError(words: "'nth' must be a number from 1, or a list of them") }
      found.append(.nth(numbers.compactMap(\.self)))
    }
    if let every = try count("every") { found.append(.every(max(every, 1))) }
    if let value = json["probability"] {
      guard let share = value.share else {
        throw RuleError(words: "'probability' must be a number from 0 to 1")
      }
      found.append(.probability(share))
    }
    guard found.count <= 1 else {
      throw RuleError(words: "only one of 'nth', 'every' and 'probability' can be given")
    }
    return found.first ?? .always
  }

  private func effect() throws(RuleError) -> Fault.Effect {
    switch json["effect"]?.text {
    case "drop-after": return .dropAfter
    case "drop-before": return .dropBefore(delay: try count("delay_ms") ?? 0)
    case "lost": return .lost
    case "status": return try status()
    case "slow": return .slow(milliseconds: try needed("ms"))
    case "cut": return .cut(bytes: try needed("bytes"))
    case "stale":
      return .stale(
        changes: try count("changes") ?? 1, reads: try count("reads"),
        seconds: try count("seconds"))
    case "reorder": return .reorder
    case "duplicate-page": return .duplicatePage
    default:
      throw RuleError(
        words: """
          'effect' must be one of drop-after, drop-before, lost, status, slow, cut, stale, \
          reorder, duplicate-page
          """)
    }
  }

  private func status() throws(RuleError) -> Fault.Effect {
    let status = try needed("status")
    guard (400...599).contains(status) else {
      throw RuleError(words: "'status' must be from 400 to 599")
    }
    let usual = status == 429 ? APIError.tooManyRequests : .serverError
    let error = APIError(
      status, json["err"]?.text ?? usual.words, json["ECODE"]?.text ?? usual.code)
    let wait = try count("retry_after") ?? (status == 429 ? 60 : nil)
    return .status(error, retryAfter: wait, worked: json["work"]?.flag ?? false)
  }

  private func needed(_ key: String) throws(RuleError) -> Int {
    guard let number = try count(key) else {
      throw RuleError(words: "'\(key)' is missing")
    }
    return number
  }

  private func count(_ key: String) throws(RuleError) -> Int? {
    guard let value = json[key] else { return nil }
    guard let number = value.whole, number >= 0 else {
      throw RuleError(words: "'\(key)' must be a whole number from 0")
    }
    return number
  }
}

extension JSON {
  fileprivate var share: Double? {
    let number: Double? =
      switch self {
      case .int(let whole): Double(whole)
      case .double(let number): number
      default: nil
      }
    return number.flatMap { (0...1).contains($0) ? $0 : nil }
  }
}
