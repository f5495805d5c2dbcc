import LoraExperiment
package import LoraStore

/// The names under which one person's runs go up when the branch itself has moved on at the
/// remote: `runs/<name>.<user>`, then `runs/<name>.<user>.2`, …
package struct SharedName: Sendable {
  let refs: RunRefs
  let user: String

  /// - Parameter person: a name as people write it, for example `Ada Lovelace`.
  package init(refs: RunRefs, person: String) {
    self.refs = refs
    let words = person.lowercased().split { $0.isWhitespace || $0 == "/" || $0 == "." }
    user = RefName.mending(words.joined(separator: "-"))
  }

  /// The branch's own name first (0), then the person's.
  package func candidate(_ number: Int, for branch: RunBranch) -> String {
    switch number {
    case 0: branch.reference
    case 1: refs.branch(for: "\(branch.name).\(user)")
    default: refs.branch(for: "\(branch.name).\(user).\(number)")
    }
  }
}
