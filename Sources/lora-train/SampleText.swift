import LoraText
import LoraTrainer

/// A preview as text, and as a page of `samples/`.
struct SampleText {
  let prompt: String
  let base: String
  let adapted: String

  init(_ preview: TokenPreview, _ tokenizer: Tokenizer) {
    func text(_ ids: [Int]) -> String { tokenizer.decode(ids, skippingSpecialTokens: true) }
    prompt = text(preview.prompt)
    base = text(preview.base)
    adapted = text(preview.adapted)
  }

  var page: String {
    "## Prompt\n\n\(prompt)\n\n## Base model\n\n\(base)\n\n## With the adapter\n\n\(adapted)\n"
  }
}
