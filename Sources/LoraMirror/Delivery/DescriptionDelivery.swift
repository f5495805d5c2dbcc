import LoraClickUp

/// A part of the task's description between two lines of its own; the rest stays as it is.
struct DescriptionDelivery: EffectDelivery {
  let context: DeliveryContext
  let block: DescriptionPart

  private static let first = "--- git-lora ---"
  private static let last = "--- /git-lora ---"

  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict {
    let old = try context.service.task(context.entry.task).description
    let new = DescriptionDelivery.description(old, with: block.markdown)
    guard new != old else { return .settled(Receipt()) }
    let (service, id) = (context.service, context.entry.task)
    return .send { () throws(ClickUpError) in
      try service.setDescription(new, of: id)
      return Receipt()
    }
  }

  static func description(_ old: String, with markdown: String) -> String {
    let lines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let block = [first, markdown, last]
    guard let start = lines.firstIndex(of: first),
      let end = lines[start...].firstIndex(of: last)
    else {
      return old.isEmpty
        ? block.joined(separator: "\n") : old + "\n\n" + block.joined(separator: "\n")
    }
    return (lines[..<start] + block + lines[(end + 1)...]).joined(separator: "\n")
  }
}
