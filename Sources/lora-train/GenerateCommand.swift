import ArgumentParser
import Glibc
import LoraFamilies
import LoraJSON
import LoraModels
import LoraTensor
import LoraText
import LoraTrainer
import LoraWeights

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Continues a prompt with a base model, with or without an adapter.",
    discussion: """
      Takes the likeliest token each time unless --temperature is given, and stops at the model's \
      end token. TEXT is taken as it is; --chat puts it into the model's chat template.

      Examples:
        lora-train generate --model models/SmolLM2 --chat --prompt "Where is my parcel?"
        lora-train generate --model base.gguf --adapter output/voice --prompt "Once" --json
      """)

  @Option(help: "A Hugging Face folder or a GGUF file.")
  var model: String

  @Option(help: "A PEFT folder trained on this model.")
  var adapter: String?

  @Option(help: "The text to continue.")
  var prompt: String?

  @Option(help: "Token ids to continue, separated by commas; needs no tokenizer.")
  var promptIds: String?

  @Flag(help: "Put the prompt into the chat template, as the user's message.")
  var chat = false

  @Option(help: "The template for --chat, where the model's own is not known.")
  var chatTemplate: String?

  @Option(help: "Draw each token at random; below 1 keeps closer to the likeliest.")
  var temperature: Float?

  @Option(help: "The seed of the draws.")
  var seed: UInt64 = 0

  @Option(help: "The most tokens to add.")
  var maxTokens = 32

  @Flag(help: "Print one JSON object: prompt_ids, new_ids and, with a tokenizer, text.")
  var json = false

  @Option(help: "Write the prompt's logits [positions, vocabulary] to this safetensors file.")
  var logits: String?

  func validate() throws {
    guard (prompt == nil) != (promptIds == nil) else {
      throw ValidationError("Give either --prompt or --prompt-ids.")
    }
    guard promptIds == nil || !chat else { throw ValidationError("--chat needs --prompt.") }
    guard temperature.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--temperature must be above 0.")
    }
    guard maxTokens >= 0 else { throw ValidationError("--max-tokens must be at least 0.") }
  }

  func run() throws {
    try reportingFailures {
      let base = try BaseModel.open(path: model)
      let tokenizer = promptIds == nil ? try Tokenizer.load(modelPath: model) : nil
      let template = try tokenizer.flatMap(template(for:))
      let ids = try promptTokens(tokenizer, template, base.layout)
      let decoder = try Decoder(base, try Engine())
      let adapters = try adapter.map { try AdapterFolder(path: $0).adapters(on: base) }
      let adapted = adapters ?? AdapterSet()
      if let logits { try writeLogits(decoder.logits([ids], adapted), to: logits) }
      let how = Generation(
        maxTokens: maxTokens, temperature: temperature, seed: seed,
        endTokens: base.layout.endTokens + (tokenizer?.stops(with: template) ?? []))
      let new = decoder.generate(after: ids, adapted, how)
      let answer = answer(ids, new, tokenizer)
      log(isatty(STDOUT_FILENO) == 1 ? answer.shownOnATerminal : answer)
    }
  }

  private func promptTokens(
    _ tokenizer: Tokenizer?, _ template: ChatTemplate?, _ layout: DecoderLayout
  ) throws -> [Int] {
    let ids = try tokenizer.map { try promptTokens($0, template) } ?? listedTokens()
    guard !ids.isEmpty else { throw Failure(.usage, "the prompt has no tokens") }
    if let stray = ids.first(where: { !(0..<layout.vocabularySize).contains($0) }) {
      throw Failure(
        .badData, "token \(stray) is outside the model's vocabulary of \(layout.vocabularySize)")
    }
    guard ids.count + maxTokens <= layout.maxPositions else {
      throw Failure(
        .usage,
        "\(ids.count) tokens of prompt and \(maxTokens) more exceed the model's "
          + "\(layout.maxPositions) positions")
    }
    return ids
  }

  /// The template of --chat; nil without it.
  private func template(for tokenizer: Tokenizer) throws -> ChatTemplate? {
    guard chat else { return nil }
    guard let template = try ChatTemplate.choose(setting: chatTemplate, for: tokenizer) else {
      throw Failure(
        .usage, "the model has no chat template",
        hint: "name one: --chat-template \(ChatTemplate.names.joined(separator: "|"))")
    }
    let missing = template.missingMarks(in: tokenizer)
    if !missing.isEmpty {
      printError("warning: the tokenizer has no token \(missing.joined(separator: ", "))")
    }
    return template
  }

  private func promptTokens(_ tokenizer: Tokenizer, _ template: ChatTemplate?) throws -> [Int] {
    let text = prompt ?? ""
    guard let template else { return tokenizer.encodeWhole(text).map(\.id) }
    let rendered = try template.render(
      [ChatTurn(.user, text)], with: tokenizer.special, addGenerationPrompt: true)
    return tokenizer.encode(rendered.text, addSpecialTokens: false).map(\.id)
  }

  private func listedTokens() throws(Failure) -> [Int] {
    let parts = (promptIds ?? "").split(separator: ",")
    let ids = parts.compactMap { part in Int(part.filter { $0 != " " }) }
    guard ids.count == parts.count else {
      throw Failure(.usage, "--prompt-ids is a list of whole numbers, as in 1,5,7")
    }
    return ids
  }

  private func writeLogits(_ logits: Activation, to path: String) throws {
    let tensor = StoredTensor(
      name: "logits", shape: [logits.rows, logits.channels], floats: logits.values)
    try SafetensorsWriter.write([tensor], to: path)
  }

  private func answer(_ ids: [Int], _ new: [Int], _ tokenizer: Tokenizer?) -> String {
    let text = tokenizer?.decode(new, skippingSpecialTokens: true)
    let list = { (ids: [Int]) in JSONValue.array(ids.map { .integer($0) }) }
    guard json else { return text ?? list(new).text() }
    let answer: JSONObject = ["prompt_ids": list(ids), "new_ids": list(new)]
    return JSONValue.object(text.map { answer.adding("text", .string($0)) } ?? answer).text()
  }
}

extension String {
  /// What a model makes up may hold control characters, which must not reach a terminal.
  fileprivate var shownOnATerminal: String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { "\(Printable($0, limit: .max))" }.joined(separator: "\n")
  }
}
