import LoraJSON
import LoraWeights

/// The tokenizer inside a GGUF file, in the meaning that llama.cpp gives its metadata.
struct TokenizerGGUF {
  private let file: GGUFFile
  private let tokens: [String]
  /// What kind each token is; empty where the file does not say.
  private let kinds: [Int]

  private enum Kind {
    static let unknown = 2
    static let control = 3
    static let userDefined = 4
  }

  init(_ path: String) throws(TokenizerError) {
    do {
      file = try GGUFFile(path: path)
    } catch {
      throw TokenizerError(weights: error)
    }
    guard let tokens = file.metadata["tokenizer.ggml.tokens"]?.strings else {
      throw TokenizerError(path: path, .missing("the file holds no tokenizer"))
    }
    self.tokens = tokens
    kinds = file.metadata["tokenizer.ggml.token_type"]?.integers ?? []
    guard kinds.isEmpty || kinds.count == tokens.count else {
      throw TokenizerError(path: path, .malformed("token_type has not one entry for each token"))
    }
  }

  func parts() throws(TokenizerError) -> TokenizerParts {
    let vocabulary = try vocabulary()
    var parts: TokenizerParts
    switch key("model")?.string {
    case "gpt2": parts = try byteLevel(vocabulary)
    case "llama": parts = try sentencePiece(vocabulary)
    case let model:
      throw error(.unsupported("tokenizer.ggml.model '\(Printable(model ?? ""))'"))
    }
    parts.addedTokens = try addedTokens()
    parts.special = special()
    parts.template = template(addsBegin: addsBegin)
    parts.chatTemplate = file.metadata["tokenizer.chat_template"]?.string
    return parts
  }

  func key(_ name: String) -> GGUFValue? { file.metadata["tokenizer.ggml." + name] }

  func error(_ problem: TokenizerError.Problem) -> TokenizerError {
    TokenizerError(path: file.path, problem)
  }

  private func vocabulary() throws(TokenizerError) -> Vocabulary {
    var vocabulary = Vocabulary(capacity: tokens.count)
    for (id, token) in tokens.enumerated() {
      guard vocabulary.insert(token, id: id) else {
        throw error(.malformed("there are too many tokens"))
      }
    }
    return vocabulary
  }

  // MARK: The two kinds

  private func byteLevel(_ vocabulary: Vocabulary) throws(TokenizerError) -> TokenizerParts {
    guard let lines = key("merges")?.strings else { throw error(.malformed("there are no merges")) }
    var merges = MergeList(vocabulary, capacity: lines.count)
    for line in lines where !merges.add(line) {
      throw error(
        .malformed("merge \(merges.count + 1) does not join two tokens into a third"))
    }
    var model = BytePairModel(
      vocabulary: vocabulary, merges: merges.table, alphabet: .bytes(vocabulary.byteLevelIDs))
    let pre = key("pre")?.string ?? ""
    model.ignoresMerges = pre == "llama-bpe"
    var parts = TokenizerParts(model: model)
    parts.preTokenizer = try preTokenizer(pre)
    // Qwen's own tokenizer composes; GGUF has no word for it, and llama.cpp leaves it out.
    if pre == "qwen2" { parts.normalizer = .composed }
    parts.decoder = .byteLevel
    return parts
  }

  private func preTokenizer(_ pre: String) throws(TokenizerError) -> PreTokenizer {
    switch pre {
    case "gpt-2": .byteLevel(addsSpace: false, splits: true)
    case "smollm":
      .sequence([.digits(individually: true), .byteLevel(addsSpace: false, splits: true)])
    case "llama-bpe": .split(.llama3)
    case "qwen2": .split(.qwen2)
    default: throw error(.unsupported("tokenizer.ggml.pre '\(Printable(pre))'"))
    }
  }

  private func sentencePiece(_ vocabulary: Vocabulary) throws(TokenizerError) -> TokenizerParts {
    guard let scores = key("scores")?.floats, scores.count == tokens.count,
      scores.allSatisfy({ !$0.isNaN })
    else { throw error(.malformed("scores has not one number for each token")) }
    let mark = Array("\u{2581}".utf8)
    var model = BytePairModel(
      vocabulary: vocabulary, merges: ScoredMerges(tokens, scores, vocabulary).table,
      alphabet: .scalars)
    model.byteTokens = vocabulary.byteFallbackIDs
    model.unknown = self.mark("unknown_token_id").map { Int32($0.id) }
    model.findSafeCut()
    var parts = TokenizerParts(model: model)
    let addsSpace = key("add_space_prefix")?.bool ?? true
    let spell = Normalizer.replace([0x20], with: mark)
    parts.normalizer = addsSpace ? .sequence([.prepend(mark), spell]) : spell
    let steps: [TokenDecoder] = [.replace(mark, with: [0x20]), .byteFallback, .fuse]
    parts.decoder = .sequence(addsSpace ? steps + [.strip(0x20, left: 1, right: 0)] : steps)
    return parts
  }

  // MARK: Special tokens

  private func addedTokens() throws(TokenizerError) -> AddedTokenList {
    let added = kinds.indices.compactMap { id in
      switch kinds[id] {
      case Kind.control, Kind.unknown: AddedToken(id: id, content: tokens[id], isSpecial: true)
      case Kind.userDefined: AddedToken(id: id, content: tokens[id], isSpecial: false)
      default: nil
      }
    }
    var list = AddedTokenList()
    for token in added where !list.add(token) {
      throw error(.malformed(AddedTokenList.tooLong(token.content)))
    }
    return list
  }

  private func mark(_ name: String) -> SpecialTokens.Mark? {
    guard let id = key(name)?.integer, tokens.indices.contains(id) else { return nil }
    return SpecialTokens.Mark(id: id, text: tokens[id])
  }

  private func special() -> SpecialTokens {
    var special = SpecialTokens(
      begin: mark("bos_token_id"), end: mark("eos_token_id"), padding: mark("padding_token_id"),
      unknown: mark("unknown_token_id"))
    let stops = [special.end?.id, key("eot_token_id")?.integer].compactMap(\.self)
    special.stops = stops.enumerated().filter { !stops[..<$0.offset].contains($0.element) }
      .map(\.element)
    return special
  }

  /// What llama.cpp does with files that do not say.
  private var addsBegin: Bool {
    key("model")?.string == "llama" || key("pre")?.string == "llama-bpe"
  }

  private func template(addsBegin: Bool) -> TokenTemplate {
    let begin = key("add_bos_token")?.bool ?? addsBegin ? mark("bos_token_id") : nil
    let end = key("add_eos_token")?.bool ?? false ? mark("eos_token_id") : nil
    return TokenTemplate(before: begin.map { [$0.id] } ?? [], behind: end.map { [$0.id] } ?? [])
  }
}

extension TokenizerError {
  init(weights error: WeightsError) {
    switch error.problem {
    case .lfsPointer: self.init(path: error.path, .lfsPointer)
    case .system(let reason): self.init(path: error.path, .system(reason))
    case let problem: self.init(path: error.path, .malformed("\(problem)"))
    }
  }
}
