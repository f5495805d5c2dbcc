import LoraClickUp

/// How one kind of effect gets to the task. Only `verdict`'s sending changes anything there.
protocol EffectDelivery {
  var context: DeliveryContext { get }
  var repetition: Progress.Repetition { get }
  /// Seconds before each further look.
  var waits: LookWaits { get }
  /// - Parameter isLastLook: what is read now is taken for the truth.
  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict
  /// Looks for an effect whose answer was lost.
  func find() throws(ClickUpError) -> Receipt?
  /// Whether all of it arrived; nil when ClickUp did not say.
  func isWhole(_ receipt: Receipt) -> Bool?
  /// What to make of one that did not arrive whole.
  func replacing(_ broken: Receipt, among files: RunFiles) -> Receipt
}

extension EffectDelivery {
  var repetition: Progress.Repetition { .harmless }
  var waits: LookWaits { context.waits }

  /// Of effects that overwrite: they are there when nothing is left to do.
  func find() throws(ClickUpError) -> Receipt? {
    guard case .settled(let receipt) = try verdict(isLastLook: false) else { return nil }
    return receipt
  }

  func isWhole(_ receipt: Receipt) -> Bool? { true }
  func replacing(_ broken: Receipt, among files: RunFiles) -> Receipt { broken }
}
