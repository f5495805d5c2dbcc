import LoraReview

/// What a listing could not read, a line a branch's commit.
enum FlawText {
  static func warn(of flaws: [BranchFlaw]) {
    for found in flaws {
      Message.warning("\(found.branch) (\(found.flaw.commit.short)): \(found.flaw.cause)".printable)
    }
    if !flaws.isEmpty { Message.hint("git lora fsck names every problem and the way out") }
  }
}
