/// Text to token ids and back, as the model was trained with.
///
/// Loaded from a Hugging Face folder or a GGUF file with `load(modelPath:)`; the ids equal those of
/// the `tokenizers` library. Byte ranges always count in the UTF-8 of the text that was given.
public struct Tokenizer: Sendable {
  let model: BytePairModel
  let normalizer: Normalizer?
  let preTokenizer: PreTokenizer?
  let decoder: TokenDecoder?
  let template: TokenTemplate
  /// Tokens looked for in the text, and those looked for in the normalized text.
  let plainTokens: AddedTokens
  let normalizedTokens: AddedTokens
  private let addedByID: [Int: AddedToken]
  private let cache = PieceCache()

  /// Every token found as a whole, by id.
  public let addedTokens: [AddedToken]
  /// Ids are smaller than this. The model's embedding may have more rows.
  public let vocabularySize: Int
  public let special: SpecialTokens
  /// The chat template that came with the model, as Jinja text.
  public let chatTemplateText: String?

  init(_ parts: TokenizerParts) {
    model = parts.model
    normalizer = parts.normalizer
    preTokenizer = parts.preTokenizer
    decoder = parts.decoder
    template = parts.template
    special = parts.special
    chatTemplateText = parts.chatTemplate
    addedTokens = parts.addedTokens.tokens.sorted { $0.id < $1.id }
    addedByID = Dictionary(addedTokens.map { ($0.id, $0) }) { $1 }
    vocabularySize = max(parts.model.vocabulary.size, (addedTokens.last?.id ?? -1) + 1)
    let (normalized, plain) = Self.partition(parts)
    plainTokens = plain
    normalizedTokens = normalized
  }

  private static func partition(_ parts: TokenizerParts) -> (AddedTokens, AddedTokens) {
    let found = parts.addedTokens.tokens.filter { !$0.content.isEmpty }
    let plain = found.filter { !$0.isNormalized }
    let normalized = found.filter(\.isNormalized)
    let patterns = normalized.map { token in
      let bytes = Array(token.content.utf8)
      guard let normalizer = parts.normalizer else { return bytes }
      return bytes.withUnsafeBufferPointer {
        normalizer.apply(to: AlignedText($0, $0.indices)).bytes
      }
    }
    return (
      AddedTokens(normalized, patterns: patterns),
      AddedTokens(plain, patterns: plain.map { Array($0.content.utf8) })
    )
  }

  /// The tokens of `text`, in order, each with the bytes it stands for.
  ///
  /// - Parameter addSpecialTokens: whether the tokenizer's own BOS or EOS go around it; special
  ///   tokens that `text` spells out are found either way.
  public func encode(_ text: String, addSpecialTokens: Bool) -> [Token] {
    var text = text
    return text.withUTF8 { bytes in
      var tokens: [Token] = []
      tokens.reserveCapacity(bytes.count / 3 + 2)
      if addSpecialTokens { tokens += template.before.map { Token(id: $0, bytes: 0..<0) } }
      cache.withState { state in
        for section in plainTokens.sections(of: bytes, bytes.indices) {
          switch section {
          case .token(let id, let range): tokens.append(Token(id: id, bytes: range))
          case .text(let range): encode(AlignedText(bytes, range), &state, into: &tokens)
          }
        }
      }
      let end = bytes.count..<bytes.count
      if addSpecialTokens { tokens += template.behind.map { Token(id: $0, bytes: end) } }
      return tokens
    }
  }

  private func encode(
    _ section: AlignedText, _ state: inout PieceCache.State, into tokens: inout [Token]
  ) {
    let text = normalizer?.apply(to: section) ?? section
    guard !normalizedTokens.isEmpty else { return encodeText(text, &state, into: &tokens) }
    let sections = text.bytes.withUnsafeBufferPointer {
      normalizedTokens.sections(of: $0, $0.indices)
    }
    for section in sections {
      switch section {
      case .token(let id, let range):
        tokens.append(Token(id: id, bytes: text.origin(of: range)))
      case .text(let range):
        encodeText(text.rewritten { $0.keep(range, of: text) }, &state, into: &tokens)
      }
    }
  }

  private func encodeText(
    _ text: AlignedText, _ state: inout PieceCache.State, into tokens: inout [Token]
  ) {
    var pieces = Pieces(text)
    pieces = preTokenizer?.apply(to: pieces) ?? pieces
    if let mark = model.safeCut { pieces = pieces.cutBefore(mark) }
    let text = pieces.text
    text.bytes.withUnsafeBufferPointer { bytes in
      for piece in pieces.ranges {
        let start = piece.lowerBound
        state.encode(UnsafeBufferPointer(rebasing: bytes[piece]), with: model) { symbol in
          let range = start + Int(symbol.start)..<start + Int(symbol.end)
          tokens.append(Token(id: Int(symbol.id), bytes: text.origin(of: range)))
        }
      }
    }
  }

  /// The text of `ids`. Ids without a token are left out; bytes that form no character become
  /// U+FFFD.
  public func decode(_ ids: [Int], skippingSpecialTokens: Bool = false) -> String {
    let texts = ids.compactMap { id -> [UInt8]? in
      if let added = addedByID[id] {
        return added.isSpecial && skippingSpecialTokens ? nil : Array(added.content.utf8)
      }
      return model.vocabulary.bytes(of: id).map(Array.init)
    }
    let decoded = decoder?.apply(to: texts) ?? texts
    return String(decoding: Array(decoded.joined()), as: UTF8.self)
  }

  func addedToken(_ id: Int) -> AddedToken? { addedByID[id] }

  /// The id of the token spelled `text` in the vocabulary's own spelling.
  public func id(of text: String) -> Int? {
    addedTokens.first { $0.content.utf8.elementsEqual(text.utf8) }?.id
      ?? model.vocabulary.id(of: text).map(Int.init)
  }
}
