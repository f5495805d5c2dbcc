import LoraExperiment
import LoraNames

/// `branch:` of `.lorarc`: where the runs of a config named NAME lie, as in `runs/{name}`.
enum BranchPattern {
  static func check(_ pattern: String) throws(Complaint) -> String {
    let parts = pattern.parts(around: "{name}")
    guard parts.count == 2 else {
      throw Complaint(
        "must have {name} in it exactly once, not '\(pattern.shortened)'",
        hint: "for example runs/{name}")
    }
    let branch = parts.joined(separator: "x")
    guard RefName.isValid(branch), !branch.begins(with: "refs/"), !branch.begins(with: "-") else {
      throw Complaint("Git allows no branch of that name: '\(pattern.shortened)'")
    }
    return pattern
  }
}
