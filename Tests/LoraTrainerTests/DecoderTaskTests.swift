import LoraModels
import LoraTensor
import LoraTrainer
import Testing

@Suite struct DecoderTaskTests {
  /// The protocol's own requirements are all that a caller needs.
  private func previews<Task: TrainingTask>(of task: Task) -> [Task.Preview] {
    task.examples.map { task.preview(of: $0) }
  }

  @Test func previewsContinueWhatIsNotTrained() throws {
    var training = SmallTraining()
    training.options.targetModules = .allLinear
    let base = try training.base
    let engine = try Engine(threads: 1)
    let decoder = try Decoder(base, engine)
    let adapters = try AdapterPlacement(training.options, in: base).adapters(training.options)
    for adapter in adapters.adapters {
      adapter.up.set((0..<adapter.up.count).map { Float($0 % 7 - 3) })
    }
    let tokens = (0..<12).map { 3 + $0 * 7 }
    let answered = TokenExample(
      tokens: tokens, labels: tokens.enumerated().map { $0 < 5 ? nil : $1 })
    let plain = TokenExample(tokens: tokens, labels: tokens)
    let task = DecoderTask(examples: [answered, plain], decoder: decoder, adapters: adapters)
    let found = previews(of: task)
    #expect(found.map(\.prompt) == [Array(tokens.prefix(5)), Array(tokens.prefix(8))])
    let how = Generation(maxTokens: 48, endTokens: base.layout.endTokens)
    #expect(
      found.map(\.base) == found.map { decoder.generate(after: $0.prompt, AdapterSet(), how) })
    #expect(
      found.map(\.adapted) == found.map { decoder.generate(after: $0.prompt, adapters, how) })
    #expect(found[0].base != found[0].adapted)

    // What ends an answer of the examples ends a preview too, beside the model's own end.
    let last = try #require(found[0].base.dropFirst(2).first)
    let ended = DecoderTask(
      examples: [answered], decoder: decoder, adapters: adapters, endTokens: [last])
    let upToIt = found[0].base.prefix { $0 != last } + [last]
    #expect(previews(of: ended)[0].base == Array(upToIt))
  }
}
