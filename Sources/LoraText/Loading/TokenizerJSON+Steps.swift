import LoraJSON

extension PreTokenizer {
  var isByteLevel: Bool {
    switch self {
    case .byteLevel: true
    case .sequence(let steps): steps.contains(where: \.isByteLevel)
    default: false
    }
  }
}

extension TokenizerJSON {
  func normalizer(_ object: JSONObject, type: String) throws(TokenizerError) -> Normalizer {
    switch type {
    case "NFC": return .composed
    case "Prepend": return .prepend(try bytes(object, "prepend"))
    case "Replace":
      let (pattern, content) = try replacement(object, "normalizer")
      return .replace(pattern, with: content)
    case "Sequence":
      var steps: [Normalizer] = []
      for child in try children(object, "normalizers") {
        steps.append(try read(child, "normalizer", normalizer))
      }
      return .sequence(steps)
    default: throw file.unsupported("normalizer '\(Printable(type))'")
    }
  }

  func preTokenizer(_ object: JSONObject, type: String) throws(TokenizerError) -> PreTokenizer {
    switch type {
    case "ByteLevel":
      return .byteLevel(
        addsSpace: try file.flag(object, "add_prefix_space", default: true),
        splits: try file.flag(object, "use_regex", default: true))
    case "Split": return .split(try splitPattern(object))
    case "Digits":
      return .digits(individually: try file.flag(object, "individual_digits", default: false))
    case "Metaspace": return .metaspace(try metaspace(object))
    case "Sequence":
      var steps: [PreTokenizer] = []
      for child in try children(object, "pretokenizers") {
        if steps.last?.isByteLevel ?? false {
          throw file.unsupported("a pre_tokenizer behind ByteLevel")
        }
        steps.append(try read(child, "pre_tokenizer", preTokenizer))
      }
      return .sequence(steps)
    default: throw file.unsupported("pre_tokenizer '\(Printable(type))'")
    }
  }

  /// The known patterns match all text, so that keeping the matches, or removing what lies
  /// between them, is the same.
  private func splitPattern(_ object: JSONObject) throws(TokenizerError) -> SplitPattern {
    let regex = object["pattern"]?.object?["Regex"]?.string
    let literal = object["pattern"]?.object?["String"]?.string
    guard let regex, let pattern = SplitPattern(regex: regex) else {
      let text = Printable(regex ?? literal ?? "", limit: 400)
      throw file.unsupported("pre_tokenizer 'Split' with the pattern \(text)")
    }
    let behavior = object["behavior"]?.string ?? ""
    let inverts = try file.flag(object, "invert", default: false)
    guard (behavior == "Isolated" && !inverts) || (behavior == "Removed" && inverts) else {
      throw file.unsupported(
        "pre_tokenizer 'Split' with behavior '\(Printable(behavior))' and invert \(inverts)")
    }
    return pattern
  }

  private func metaspace(
    _ object: JSONObject
  ) throws(TokenizerError) -> PreTokenizer.Metaspace {
    let scheme = object["prepend_scheme"]?.string
    let addsPrefix = try file.flag(object, "add_prefix_space", default: true)
    let prefix: PreTokenizer.Metaspace.Prefix
    switch scheme {
    case nil: prefix = addsPrefix ? .always : .never
    case "always": prefix = .always
    case "first": prefix = .first
    case "never": prefix = .never
    default: throw file.unsupported("prepend_scheme '\(Printable(scheme ?? ""))'")
    }
    return PreTokenizer.Metaspace(
      replacement: try bytes(object, "replacement"), prefix: prefix,
      splits: try file.flag(object, "split", default: true))
  }

  func decoder(_ object: JSONObject, type: String) throws(TokenizerError) -> TokenDecoder {
    switch type {
    case "ByteLevel": return .byteLevel
    case "ByteFallback": return .byteFallback
    case "Fuse": return .fuse
    case "Replace":
      let (pattern, content) = try replacement(object, "decoder")
      return .replace(pattern, with: content)
    case "Strip":
      let content = try bytes(object, "content")
      guard content.count == 1 else { throw file.unsupported("decoder 'Strip' of this content") }
      return .strip(
        content[0], left: try count(object, "start"), right: try count(object, "stop"))
    case "Metaspace":
      let metaspace = try metaspace(object)
      return .metaspace(metaspace.replacement, dropsFirst: metaspace.prefix != .never)
    case "Sequence":
      var steps: [TokenDecoder] = []
      for child in try children(object, "decoders") {
        steps.append(try read(child, "decoder", decoder))
      }
      return .sequence(steps)
    default: throw file.unsupported("decoder '\(Printable(type))'")
    }
  }

  func template(_ object: JSONObject, type: String) throws(TokenizerError) -> TokenTemplate {
    switch type {
    case "ByteLevel": return TokenTemplate()
    case "TemplateProcessing": return try templateProcessing(object)
    case "Sequence":
      var template = TokenTemplate()
      for child in try children(object, "processors") {
        template = template.wrapped(in: try read(child, "post_processor", self.template))
      }
      return template
    default: throw file.unsupported("post_processor '\(Printable(type))'")
    }
  }

  /// Around every text; models have one or two.
  private static let maximumTemplateTokens = 64

  private func templateProcessing(_ object: JSONObject) throws(TokenizerError) -> TokenTemplate {
    var template = TokenTemplate()
    var texts = 0
    var tokens: [[UInt8]: JSONObject] = [:]
    for member in object["special_tokens"]?.object?.members ?? [] {
      tokens[Array(member.key.utf8)] = member.value.object
    }
    for item in try children(object, "single") {
      if item.object?["Sequence"] != nil {
        texts += 1
        continue
      }
      guard let name = item.object?["SpecialToken"]?.object?["id"]?.string,
        let ids = tokens[Array(name.utf8)]?["ids"]?.array,
        case let known = ids.compactMap(\.integer), known.count == ids.count,
        known.allSatisfy((0..<Vocabulary.maximumID).contains)
      else { throw file.malformed("the post_processor names a special token without ids") }
      if texts == 0 { template.before += known } else { template.behind += known }
    }
    guard template.before.count + template.behind.count <= Self.maximumTemplateTokens else {
      throw file.unsupported("a post_processor that adds so many tokens")
    }
    guard texts == 1 else { throw file.unsupported("a post_processor that repeats the text") }
    return template
  }

  private func replacement(
    _ object: JSONObject, _ what: String
  ) throws(TokenizerError) -> (pattern: [UInt8], content: [UInt8]) {
    guard let pattern = object["pattern"]?.object?["String"]?.string, !pattern.isEmpty else {
      throw file.unsupported("\(what) 'Replace' with a regular expression")
    }
    guard let content = object["content"]?.string else {
      throw file.malformed("\(what) 'Replace' has no content")
    }
    return (Array(pattern.utf8), Array(content.utf8))
  }

  /// A whole number from 0; 0 when absent.
  private func count(_ object: JSONObject, _ key: String) throws(TokenizerError) -> Int {
    guard let value = object[key] else { return 0 }
    guard let count = value.integer, count >= 0 else {
      throw file.malformed("decoder 'Strip' has a \(key) that is no whole number from 0")
    }
    return count
  }

  private func bytes(_ object: JSONObject, _ key: String) throws(TokenizerError) -> [UInt8] {
    guard let text = object[key]?.string, !text.isEmpty else {
      throw file.malformed("\(key) is not a text")
    }
    return Array(text.utf8)
  }
}
