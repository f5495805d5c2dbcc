import LoraJSON

/// Reads `tokenizer.json`, the format of the `tokenizers` library.
///
/// Every part is understood or refused by name: a skipped part would give other ids in silence.
struct TokenizerJSON {
  let file: JSONFile

  func parts() throws(TokenizerError) -> TokenizerParts {
    let preTokenizer = try step("pre_tokenizer", Self.preTokenizer)
    var parts = TokenizerParts(model: try model(isByteLevel: preTokenizer?.isByteLevel ?? false))
    parts.preTokenizer = preTokenizer
    parts.normalizer = try step("normalizer", Self.normalizer)
    parts.decoder = try step("decoder", Self.decoder)
    try checkGrowth(parts)
    parts.template = try step("post_processor", Self.template) ?? TokenTemplate()
    parts.addedTokens = try addedTokens(parts.model.vocabulary)
    if parts.preTokenizer == nil { parts.model.findSafeCut() }
    return parts
  }

  private func step<T>(
    _ name: String, _ read: (TokenizerJSON) -> (JSONObject, String) throws(TokenizerError) -> T
  ) throws(TokenizerError) -> T? {
    guard let value = file.object[name] else { return nil }
    return try self.read(value, name, read(self))
  }

  /// Reads `value`, an object with a `type`.
  func read<T>(
    _ value: JSONValue, _ name: String,
    _ read: (JSONObject, String) throws(TokenizerError) -> T
  ) throws(TokenizerError) -> T {
    guard let object = value.object, let type = object["type"]?.string else {
      throw file.malformed("\(name) is not an object with a type")
    }
    return try read(object, type)
  }

  func children(_ object: JSONObject, _ key: String) throws(TokenizerError) -> [JSONValue] {
    guard let list = object[key]?.array else { throw file.malformed("\(key) is not a list") }
    return list
  }

  private func addedTokens(_ vocabulary: Vocabulary) throws(TokenizerError) -> AddedTokenList {
    var tokens = AddedTokenList()
    let isThere = file.object["added_tokens"] != nil
    for value in isThere ? try children(file.object, "added_tokens") : [] {
      guard let object = value.object, let content = object["content"]?.string,
        let id = vocabulary.id(of: content).map(Int.init) ?? object["id"]?.integer,
        (0..<Vocabulary.maximumID).contains(id)
      else { throw file.malformed("an entry of added_tokens lacks content or id") }
      guard vocabulary.bytes(of: id)?.elementsEqual(content.utf8) ?? true else {
        throw file.malformed("the added token '\(Printable(content))' has the id of another, \(id)")
      }
      guard let token = AddedToken(id: id, content: content, flags: object) else {
        throw file.malformed(AddedToken.flawedFlags(content))
      }
      guard tokens.add(token) else { throw file.malformed(AddedTokenList.tooLong(content)) }
    }
    return tokens
  }
}

extension AddedToken {
  /// With the flags as tokenizer.json and tokenizer_config.json spell them.
  ///
  /// Nil when one of them is neither true nor false.
  init?(id: Int, content: String, flags: JSONObject) {
    func flag(_ key: String) -> Bool?? {
      guard let value = flags[key] else { return .some(nil) }
      return value.bool.map { .some($0) }
    }
    guard let special = flag("special"), let before = flag("lstrip"), let behind = flag("rstrip"),
      let single = flag("single_word"), let normalized = flag("normalized")
    else { return nil }
    self.init(id: id, content: content, isSpecial: special ?? false)
    takesSpaceBefore = before ?? false
    takesSpaceBehind = behind ?? false
    isSingleWord = single ?? false
    isNormalized = normalized ?? !isSpecial
  }

  static func flawedFlags(_ text: String) -> String {
    "the added token '\(Printable(text))' has a flag that is neither true nor false"
  }
}
