import LoraNames
import LoraWeights

/// What two adapters hold beside low-rank factors: compared where that can be done, named where not.
public struct AdapterRemainder: Sendable {
  /// What both hold whole, the one that differs most first.
  public let saved: [SavedDifference]
  /// What is not part of any number, a sentence each.
  public let notes: [String]

  public init(_ a: AdapterUpdates, _ b: AdapterUpdates) {
    let (left, right) = (Self.byKind(a), Self.byKind(b))
    let wholes = (left[.whole] ?? [:], right[.whole] ?? [:])
    let shared = wholes.0.names.filter { wholes.1[$0] != nil }
    var saved: [SavedDifference] = []
    var misfits: [String] = []
    for name in shared {
      guard let x = wholes.0[name], let y = wholes.1[name] else { continue }
      if let difference = SavedDifference(x, y) {
        saved.append(difference)
      } else {
        misfits.append(name)
      }
    }
    self.saved = saved.filter { $0.difference > 0 || !SavedTensor.isOfBase($0.module) }.sorted {
      ($1.difference, ByteName($0.module)) < ($0.difference, ByteName($1.module))
    }
    notes = [
      Self.magnitudes(left[.magnitude], right[.magnitude]),
      Self.note("saved whole, in other shapes", misfits),
      Self.note("saved whole in a only", wholes.0.names.filter { wholes.1[$0] == nil }),
      Self.note("saved whole in b only", wholes.1.names.filter { wholes.0[$0] == nil }),
      Self.note("not understood in a", left[.unknown]?.names ?? []),
      Self.note("not understood in b", right[.unknown]?.names ?? []),
      Self.note("factors that do not fit each other in a", a.unfit),
      Self.note("factors that do not fit each other in b", b.unfit),
    ].compactMap(\.self)
  }

  private static func byKind(_ updates: AdapterUpdates) -> [SavedTensor: NameMap<StoredTensor>] {
    updates.others.reduce(into: [:]) { kinds, other in
      kinds[SavedTensor(other.value), default: [:]][other.key] = other.value
    }
  }

  private static func magnitudes(_ a: NameMap<StoredTensor>?, _ b: NameMap<StoredTensor>?)
    -> String?
  {
    let counts = [("a", a?.count ?? 0), ("b", b?.count ?? 0)].filter { $0.1 > 0 }
    guard !counts.isEmpty else { return nil }
    let modules = counts.map { "\($0.1) in \($0.0)" }.joined(separator: ", ")
    return "DoRA magnitudes (modules: \(modules)) are not part of the numbers, which are those of "
      + "scaling · B · A alone"
  }

  private static func note(_ what: String, _ names: [String]) -> String? {
    guard !names.isEmpty else { return nil }
    let shown = names.map(SavedTensor.module).inByteOrder().prefix(3).joined(separator: ", ")
    let more = names.count > 3 ? " and \(names.count - 3) more" : ""
    return "not compared: \(shown)\(more) (\(what))"
  }
}
