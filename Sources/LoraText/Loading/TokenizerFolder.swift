import LoraJSON

/// A Hugging Face model folder, as far as text is concerned.
struct TokenizerFolder {
  private let folder: String
  private let config: JSONObject
  private let configPath: String
  private let specialMap: JSONObject

  init(_ folder: String) throws(TokenizerError) {
    self.folder = folder
    configPath = folder + "/tokenizer_config.json"
    config = try JSONFile(ifPresent: configPath)?.object ?? JSONObject()
    specialMap =
      try JSONFile(ifPresent: folder + "/special_tokens_map.json")?.object ?? JSONObject()
  }

  func parts() throws(TokenizerError) -> TokenizerParts {
    guard let file = try JSONFile(ifPresent: folder + "/tokenizer.json") else {
      throw TokenizerError(path: folder, .missing(missing))
    }
    var parts = try TokenizerJSON(file: file).parts()
    try addConfiguredTokens(to: &parts)
    parts.special = try specialTokens(parts)
    parts.chatTemplate = try chatTemplate()
    return parts
  }

  private var missing: String {
    TextFile.isThere(folder + "/tokenizer.model")
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
  private func addConfiguredTokens(to parts: inout TokenizerParts) throws(TokenizerError) {
    for entry in config["added_tokens_decoder"]?.object?.members ?? [] {
      guard let id = Int(entry.key), let flags = entry.value.object,
        let content = flags["content"]?.string, (0..<Vocabulary.maximumID).contains(id)
      else {
        let words = "added_tokens_decoder has no token for '\(Printable(entry.key))'"
        throw TokenizerError(path: configPath, .malformed(words))
      }
      let known = parts.model.vocabulary.id(of: content).map(Int.init)
      try add(AddedToken(id: known ?? id, content: content, flags: flags), content, to: &parts)
    }
    for name in Self.names {
      guard let (text, flags) = named(name), parts.addedTokens[text] == nil,
        let id = parts.id(of: text)
      else { continue }
      var token = AddedToken(id: id, content: text, flags: flags ?? JSONObject())
      token?.isSpecial = true
      if flags == nil { token?.isNormalized = false }
      try add(token, text, to: &parts)
    }
  }

  private func add(
    _ token: AddedToken?, _ text: String, to parts: inout TokenizerParts
  ) throws(TokenizerError) {
    guard let token else {
      throw TokenizerError(path: configPath, .malformed(AddedToken.flawedFlags(text)))
    }
    guard parts.addedTokens.add(token) else {
      throw TokenizerError(path: configPath, .malformed(AddedTokenList.tooLong(text)))
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
    if let text = try templateFile(folder + "/chat_template.jinja") { return text }
    if let text = config["chat_template"]?.string { return text }
    let named = config["chat_template"]?.array?.compactMap(\.object) ?? []
    return named.first { $0["name"]?.string == "default" }?["template"]?.string
  }

  /// Templates are a page or two of Jinja.
  private static let maximumTemplateBytes = 4 << 20

  /// Nil when there is no such file; one that cannot be read must not count as none.
  private func templateFile(_ path: String) throws(TokenizerError) -> String? {
    do {
      let bytes = try TextFile.read(path, atMost: Self.maximumTemplateBytes)
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      switch error {
      case .missing: return nil
      case .system(let reason): throw TokenizerError(path: path, .system(reason))
      case .tooLarge(let limit): throw TokenizerError(path: path, tooLarge: limit)
      }
    }
  }
}

extension TokenizerParts {
  func text(of id: Int) -> String? {
    addedTokens.tokens.first { $0.id == id }?.content
      ?? model.vocabulary.bytes(of: id).map { String(decoding: $0, as: UTF8.self) }
  }

  func id(of text: String) -> Int? {
    addedTokens[text]?.id ?? model.vocabulary.id(of: text).map(Int.init)
  }
}
