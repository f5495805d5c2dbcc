import LoraReview

/// Losses as a table shows them.
enum LossText {
  static func firstToLast(_ first: Float?, _ last: Float?) -> String {
    guard let last else { return "–" }
    guard let first else { return Numbers.loss(last) }
    return "\(Numbers.loss(first)) → \(Numbers.loss(last))"
  }
}
