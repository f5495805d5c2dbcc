/// Records the operations of one forward pass and runs their backwards in reverse.
///
/// Only operations have a backward; models are forward functions over the tape. Nothing is
/// recorded where no trainable parameter lies below, and what an operation saved is released as
/// soon as its backward has run. One tape serves one micro-batch.
public final class Tape {
  enum Mode {
    /// Operations are kept for the backward pass.
    case recording
    /// Operations only mark what depends on trainable parameters; their backward comes later.
    case marking
    /// Nothing will be differentiated.
    case off
  }

  let engine: Engine
  let draw: Draw
  private(set) var mode: Mode
  private var operations: [any Operation] = []

  /// A tape that records when `training`; `draw` keys the dropout of its pass.
  public init(_ engine: Engine, training: Bool, draw: Draw = Draw(seed: 0)) {
    self.engine = engine
    self.draw = draw
    mode = training ? .recording : .off
  }

  /// Whether a backward pass may follow.
  var differentiates: Bool { mode != .off }

  /// A result of `rows` × `channels` with undefined contents; with a gradient when it depends on
  /// a trainable parameter, directly or through `inputs`.
  func result(
    _ rows: Int, _ channels: Int, of inputs: [Activation], trainable: Bool = false
  ) -> Activation {
    let depends = differentiates && (trainable || inputs.contains { $0.slot != nil })
    return Activation(
      rows: rows, channels: channels, buffer: engine.arena.buffer(rows * channels),
      slot: depends ? GradientSlot(count: rows * channels) : nil)
  }

  func record(_ operation: any Operation) {
    if mode == .recording { operations.append(operation) }
  }

  /// Adds d(scale · loss)/dp to the gradient of every trainable parameter p the loss depends on.
  public func backward(from loss: LossSum, scale: Float) {
    guard let slot = loss.slot else { return }
    let seed = engine.arena.buffer(1)
    seed.pointer.pointee = scale
    slot.give(seed, on: engine)
    unwind(to: 0)
  }

  /// Runs `body` without keeping what its operations save; the backward pass runs it again.
  ///
  /// A forward is a pure function of its inputs and keyed randomness, so that both runs agree.
  public func recomputed(
    _ input: Activation, _ body: @escaping (Activation) -> Activation
  ) -> Activation {
    guard mode == .recording else { return body(input) }
    mode = .marking
    let plain = body(input)
    mode = .recording
    guard let slot = plain.slot else { return plain }
    operations.append(Recomputed(tape: self, input: input, output: slot, body: body))
    return plain
  }

  /// Records `body` again and runs it backward from `gradient`.
  fileprivate func replay(
    _ input: Activation, _ body: (Activation) -> Activation, gradient: Buffer
  ) {
    let mark = operations.count
    let output = body(input)
    output.slot?.give(gradient, on: engine)
    unwind(to: mark)
  }

  func unwind(to mark: Int) {
    while operations.count > mark { operations.removeLast().backward(on: engine) }
  }
}

/// One recorded operation: what its forward saved, and its backward.
protocol Operation {
  /// Takes the gradient of the output and gives or adds the gradients of inputs and parameters.
  func backward(on engine: Engine)
}

private struct Recomputed: Operation {
  unowned let tape: Tape
  let input: Activation
  let output: GradientSlot
  let body: (Activation) -> Activation

  func backward(on engine: Engine) {
    guard let gradient = output.take() else { return }
    tape.replay(input, body, gradient: gradient)
  }
}

/// A loss summed over labelled rows (or elements), and how many there were.
public struct LossSum {
  public let sum: Double
  public let count: Int
  let slot: GradientSlot?
}
