import LoraJSON

/// A Hugging Face model folder, as far as text is concerned.
struct TokenizerFolder {
  private let folder: String
  private let config: JSONObject
  private let specialMap: JSONObject

  init(_ folder: String) throws(TokenizerError) {
    self.folder = folder
    config = try JSONFile(ifPresent: folder + "/tokenizer_config.json")?.object ?? JSONObject()
    specialMap =
      try JSONFile(ifPresent: folder + "/special_tokens_map.json")?.object ?? JSONObject()
  }

  func parts() throws(TokenizerError) -> TokenizerParts {
    guard let file = try JSONFile(ifPresent: folder + "/tokenizer.json") else {
      throw TokenizerError(path: folder, .missing(missing))
    }
    var parts = try TokenizerJSON(file: file).parts()
    addConfiguredTokens(to: &parts)
    parts.special = try specialTokens(parts)
    parts.chatTemplate = try chatTemplate()
    return parts
  }

  private var missing: String {
    let hasSentencePiece = (try? TextFile.read(folder + "/tokenizer.model")) != nil
    return hasSentencePiece
      ? "the folder has a tokenizer.model, but no tokenizer.json, which is what is read here"
      : "the folder has no tokenizer.json"
  }

  // MARK: Tokens named by the configuration

  private static let names = [
    "bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token", "mask_token",
  ]

  private func named(_ name: String) -> (text: String, flags: JSONObject?)? {
    let value = config[name] ?? (config.keys.contains(name) ? nil : specialMap[name])
    if let text = value?.string { return (text, nil) }
    guard let object = value?.object, let text = object["content"]?.string else { return nil }
    return (text, object)
  }

  /// What tokenizer_config.json adds, as transformers 5 reads it: `added_tokens_decoder` overrules
  /// tokenizer.json; a token that only `bos_token` and the like name becomes a special one; and
  /// `add_bos_token`, `add_eos_token` count for nothing beside a tokenizer.json.
  private func addConfiguredTokens(to parts: inout TokenizerParts) {
    for entry in config["added_tokens_decoder"]?.object?.members ?? [] {
      guard let id = Int(entry.key), let flags = entry.value.object,
        let content = flags["content"]?.string, (0..<Vocabulary.maximumID).contains(id)
      else { continue }
      let known = parts.model.vocabulary.id(of: content).map(Int.init)
      parts.add(AddedToken(id: known ?? id, content: content, flags: flags))
    }
    for name in Self.names {
      guard let (text, flags) = named(name), parts.addedToken(text) == nil,
        let id = parts.id(of: text)
      else { continue }
      var token = AddedToken(id: id, content: text, flags: flags ?? JSONObject())
      token.isSpecial = true
      if flags == nil { token.isNormalized = false }
      parts.add(token)
    }
  }

  private func specialTokens(_ parts: TokenizerParts) throws(TokenizerError) -> SpecialTokens {
    func mark(_ name: String) -> SpecialTokens.Mark? {
      guard let (text, _) = named(name), let id = parts.id(of: text) else { return nil }
      return SpecialTokens.Mark(id: id, text: text)
    }
    var special = SpecialTokens(
      begin: mark("bos_token"), end: mark("eos_token"), padding: mark("pad_token"),
      unknown: mark("unk_token"))
    if special.end == nil { special.end = try configuredEnd(parts) }
    special.stops = try stops() ?? special.end.map { [$0.id] } ?? []
    return special
  }

  /// The EOS of config.json, else of generation_config.json, where no file of the tokenizer names one.
  private func configuredEnd(
    _ parts: TokenizerParts
  ) throws(TokenizerError) -> SpecialTokens.Mark? {
    for name in ["config.json", "generation_config.json"] {
      let value = try JSONFile(ifPresent: folder + "/" + name)?.object["eos_token_id"]
      if let id = value?.integer ?? value?.array?.first?.integer, let text = parts.text(of: id) {
        return SpecialTokens.Mark(id: id, text: text)
      }
    }
    return nil
  }

  private func stops() throws(TokenizerError) -> [Int]? {
    for name in ["generation_config.json", "config.json"] {
      switch try JSONFile(ifPresent: folder + "/" + name)?.object["eos_token_id"] {
      case .integer(let id): return [id]
      case .array(let ids): return ids.compactMap(\.integer)
      default: continue
      }
    }
    return nil
  }

  /// chat_template.jinja, else tokenizer_config.json's `chat_template`: a text, or a list of named
  /// texts of which `default` counts.
  private func chatTemplate() throws(TokenizerError) -> String? {
    let path = folder + "/chat_template.jinja"
    if let bytes = try? TextFile.read(path) { return String(decoding: bytes, as: UTF8.self) }
    if let text = config["chat_template"]?.string { return text }
    let named = config["chat_template"]?.array?.compactMap(\.object) ?? []
    return named.first { $0["name"]?.string == "default" }?["template"]?.string
  }
}

extension TokenizerParts {
  /// Adds `token` in place of one with the same text.
  mutating func add(_ token: AddedToken) {
    addedTokens.removeAll { $0.content.utf8.elementsEqual(token.content.utf8) }
    addedTokens.append(token)
  }

  func addedToken(_ text: String) -> AddedToken? {
    addedTokens.first { $0.content.utf8.elementsEqual(text.utf8) }
  }

  func text(of id: Int) -> String? {
    addedTokens.first { $0.id == id }?.content
      ?? model.vocabulary.bytes(of: id).map { String(decoding: $0, as: UTF8.self) }
  }

  func id(of text: String) -> Int? {
    addedToken(text)?.id ?? model.vocabulary.id(of: text).map(Int.init)
  }
}
