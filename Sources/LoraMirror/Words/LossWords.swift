import LoraReport

/// `Loss 2.31 → 1.12, best 1.05 at step 1,240, on held-out data 1.3`.
struct LossWords {
  var first: Float?
  var last: Float?
  var best: Float?
  var bestStep: Int?
  var evaluation: Float?

  /// Nil when nothing was measured.
  var text: String? {
    guard let last else { return nil }
    var text = "Loss "
    if let first, first != last, first.isFinite || last.isFinite {
      text += "\(Quantity.number(first)) → "
    }
    text += Quantity.number(last)
    if let best, best != last {
      text += ", best \(Quantity.number(best))"
      if let bestStep { text += " at step \(Quantity.count(bestStep))" }
    }
    if let evaluation { text += ", on held-out data \(Quantity.number(evaluation))" }
    return text
  }
}
