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
    default: throw file.unsupported("normalizer '\(type)'")
    }
  }

  func preTokenizer(_ object: JSONObject, type: String) throws(TokenizerError) -> PreTokenizer {
    switch type {
    case "ByteLevel":
      return .byteLevel(
        addsSpace: object["add_prefix_space"]?.bool ?? true,
        splits: object["use_regex"]?.bool ?? true)
    case "Split": return .split(try splitPattern(object))
    case "Digits": return .digits(individually: object["individual_digits"]?.bool ?? false)
    case "Metaspace": return .metaspace(try metaspace(object))
    case "Sequence":
      var steps: [PreTokenizer] = []
      for child in try children(object, "pretokenizers") {
        if steps.contains(where: \.isByteLevel) {
          throw file.unsupported("a pre_tokenizer behind ByteLevel")
        }
        steps.append(try read(child, "pre_tokenizer", preTokenizer))
      }
      return .sequence(steps)
    default: throw file.unsupported("pre_tokenizer '\(type)'")
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
    let inverts = object["invert"]?.bool ?? false
    guard (behavior == "Isolated" && !inverts) || (behavior == "Removed" && inverts) else {
      throw file.unsupported(
        "pre_tokenizer 'Split' with behavior '\(behavior)' and invert \(inverts)")
    }
    return pattern
  }

  private func metaspace(
    _ object: JSONObject
  ) throws(TokenizerError) -> PreTokenizer.Metaspace {
    let scheme = object["prepend_scheme"]?.string
    let addsPrefix = object["add_prefix_space"]?.bool ?? true
    let prefix: PreTokenizer.Metaspace.Prefix
    switch scheme {
    case nil: prefix = addsPrefix ? .always : .never
    case "always": prefix = .always
    case "first": prefix = .first
    case "never": prefix = .never
    default: throw file.unsupported("prepend_scheme '\(scheme ?? "")'")
    }
    return PreTokenizer.Metaspace(
      replacement: try bytes(object, "replacement"), prefix: prefix,
      splits: object["split"]?.bool ?? true)
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
        content[0], left: object["start"]?.integer ?? 0, right: object["stop"]?.integer ?? 0)
    case "Metaspace":
      let metaspace = try metaspace(object)
      return .metaspace(metaspace.replacement, dropsFirst: metaspace.prefix != .never)
    case "Sequence":
      var steps: [TokenDecoder] = []
      for child in try children(object, "decoders") {
        steps.append(try read(child, "decoder", decoder))
      }
      return .sequence(steps)
    default: throw file.unsupported("decoder '\(type)'")
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
    default: throw file.unsupported("post_processor '\(type)'")
    }
  }

  private func templateProcessing(_ object: JSONObject) throws(TokenizerError) -> TokenTemplate {
    var template = TokenTemplate()
    var texts = 0
    for item in try children(object, "single") {
      if item.object?["Sequence"] != nil {
        texts += 1
        continue
      }
      guard let name = item.object?["SpecialToken"]?.object?["id"]?.string,
        let ids = object["special_tokens"]?.object?[name]?.object?["ids"]?.array,
        case let known = ids.compactMap(\.integer), known.count == ids.count,
        known.allSatisfy((0..<Vocabulary.maximumID).contains)
      else { throw file.malformed("the post_processor names a special token without ids") }
      if texts == 0 { template.before += known } else { template.behind += known }
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

  private func bytes(_ object: JSONObject, _ key: String) throws(TokenizerError) -> [UInt8] {
    guard let text = object[key]?.string, !text.isEmpty else {
      throw file.malformed("\(key) is not a text")
    }
    return Array(text.utf8)
  }
}
