import LoraClickUp

/// A part of the task's description between two lines of its own; the rest stays as it is.
struct DescriptionDelivery: EffectDelivery {
  let context: DeliveryContext
  let part: DescriptionPart

  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict {
    let old = try context.service.markdownDescription(of: context.entry.task)
    if DescriptionBlock.isUpToDate(old, lines: part.lines) { return .settled(.done()) }
    guard let new = DescriptionBlock.replacing(in: old, lines: part.lines) else {
      return .settled(.left(because: "the lines around git-lora's part were changed"))
    }
    let (service, id) = (context.service, context.entry.task)
    return .send { () throws(ClickUpError) in
      try service.setDescription(new, of: id)
      return .done()
    }
  }
}
