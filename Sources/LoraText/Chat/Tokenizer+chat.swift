extension Tokenizer {
  /// The ids that end what a model says: those of its configuration, the EOS that texts are trained
  /// with, and the template's end of a turn. In order, each once.
  public func stops(with template: ChatTemplate?) -> [Int] {
    let all = special.stops + [special.end?.id, template?.endOfTurn(in: self)].compactMap(\.self)
    return all.enumerated().filter { !all[..<$0.offset].contains($0.element) }.map(\.element)
  }

  /// The tokens of a text between the tokenizer's own BOS and EOS. One that the text spells at that
  /// place itself is not doubled.
  public func encodeWhole(_ text: String) -> [Token] {
    var tokens = encode(text, addSpecialTokens: true)
    let (before, behind) = (template.before, template.behind)
    let ids = tokens.map(\.id)
    if !behind.isEmpty, ids.dropFirst(before.count).dropLast(behind.count).hasSuffix(behind) {
      tokens.removeLast(behind.count)
    }
    if !before.isEmpty, ids.dropFirst(before.count).dropLast(behind.count).starts(with: before) {
      tokens.removeFirst(before.count)
    }
    return tokens
  }
}

extension ArraySlice<Int> {
  fileprivate func hasSuffix(_ other: [Int]) -> Bool { suffix(other.count).elementsEqual(other) }
}
