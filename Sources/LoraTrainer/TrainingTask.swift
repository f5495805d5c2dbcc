public import LoraTensor

/// What the loop trains on: it knows examples and losses, not what they are made of.
public protocol TrainingTask {
  associatedtype Example
  associatedtype Preview

  var examples: [Example] { get }
  /// How many elements of an example the loss looks at; never 0.
  func labelCount(of example: Example) -> Int
  /// How many units (tokens, samples) an example costs, for the speed that is reported.
  func size(of example: Example) -> Int
  /// The loss summed over a micro-batch, through the adapters being trained.
  func loss(of batch: [Example], on tape: Tape) -> LossSum
  /// What the model makes of an example with and without the adapters, for people to compare.
  func preview(of example: Example) -> Preview
}
