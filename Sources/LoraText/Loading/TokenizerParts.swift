/// Everything a tokenizer is made of, as read from a file.
struct TokenizerParts {
  var model: BytePairModel
  var normalizer: Normalizer?
  var preTokenizer: PreTokenizer?
  var decoder: TokenDecoder?
  var template = TokenTemplate()
  var addedTokens = AddedTokenList()
  var special = SpecialTokens()
  var chatTemplate: String?
}
