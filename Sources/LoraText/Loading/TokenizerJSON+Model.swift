import LoraJSON

extension TokenizerJSON {
  func model(isByteLevel: Bool) throws(TokenizerError) -> BytePairModel {
    guard let model = file.object["model"]?.object else {
      throw file.malformed("there is no model")
    }
    let type = model["type"]?.string ?? "BPE"
    guard type == "BPE" else { throw file.unsupported("tokenizer model '\(Printable(type))'") }
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      guard (model[key]?.string ?? "").isEmpty else { throw file.unsupported("model.\(key)") }
    }
    switch model["dropout"] {
    case nil, .integer(0), .number(0): break
    default: throw file.unsupported("model.dropout")
    }
    let vocabulary = try vocabulary(model)
    var bpe = BytePairModel(
      vocabulary: vocabulary, merges: try merges(model, vocabulary),
      alphabet: isByteLevel ? .bytes(vocabulary.byteLevelIDs) : .scalars)
    bpe.ignoresMerges = try file.flag(model, "ignore_merges", default: false)
    bpe.fusesUnknown = try file.flag(model, "fuse_unk", default: false)
    if try file.flag(model, "byte_fallback", default: false) {
      guard !isByteLevel else { throw file.unsupported("byte_fallback of a byte-level model") }
      bpe.byteTokens = vocabulary.byteFallbackIDs
    }
    if let unknown = model["unk_token"]?.string {
      guard let id = vocabulary.id(of: unknown) else {
        throw file.malformed("unk_token '\(Printable(unknown))' is not in the vocabulary")
      }
      bpe.unknown = id
    }
    return bpe
  }

  private func vocabulary(_ model: JSONObject) throws(TokenizerError) -> Vocabulary {
    guard let entries = model["vocab"]?.object else {
      throw file.malformed("model.vocab is not an object")
    }
    var vocabulary = Vocabulary(capacity: entries.members.count)
    for entry in entries.members {
      guard let id = entry.value.integer, vocabulary.insert(entry.key, id: id) else {
        throw file.malformed("token '\(Printable(entry.key))' has no id of its own")
      }
    }
    return vocabulary
  }

  /// Both spellings of a merge: `"a b"` and `["a", "b"]`.
  private func merges(
    _ model: JSONObject, _ vocabulary: Vocabulary
  ) throws(TokenizerError) -> MergeTable {
    guard let list = model["merges"]?.array else {
      throw file.malformed("model.merges is not a list")
    }
    var merges = MergeList(vocabulary, capacity: list.count)
    for value in list {
      let added =
        switch value {
        case .string(let text): text.hasPrefix("#version") || merges.add(text)
        case .array(let pair): pair.count == 2 && merges.add(pair[0].string, pair[1].string)
        default: false
        }
      guard added else {
        throw file.malformed("merge \(merges.count + 1) does not join two tokens into a third")
      }
    }
    return merges.table
  }
}

/// Merges in the order of a file, as they become a table.
struct MergeList {
  private let vocabulary: Vocabulary
  private(set) var table: MergeTable
  private(set) var count = 0
  private var joined: [UInt8] = []

  init(_ vocabulary: Vocabulary, capacity: Int) {
    self.vocabulary = vocabulary
    table = MergeTable(capacity: capacity)
  }

  /// Adds `"left right"`; false when it is none or names no tokens.
  mutating func add(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let space = bytes.firstIndex(of: 0x20),
        bytes.lastIndex(of: 0x20) == space
      else { return false }
      return add(
        UnsafeBufferPointer(rebasing: bytes[..<space]),
        UnsafeBufferPointer(rebasing: bytes[(space + 1)...]))
    }
  }

  mutating func add(_ left: String?, _ right: String?) -> Bool {
    guard var left, var right else { return false }
    return left.withUTF8 { left in right.withUTF8 { add(left, $0) } }
  }

  private mutating func add(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    joined.removeAll(keepingCapacity: true)
    joined.append(contentsOf: left)
    joined.append(contentsOf: right)
    guard let leftID = vocabulary.id(of: left), let rightID = vocabulary.id(of: right),
      let result = vocabulary.id(of: joined)
    else { return false }
    table.insert(leftID, rightID, .init(rank: Int32(count), result: result))
    count += 1
    return true
  }
}

extension Vocabulary {
  /// The id of each byte in the byte-level alphabet, or -1.
  var byteLevelIDs: [Int32] { ByteAlphabet.spellings.map { id(of: $0) ?? -1 } }

  /// The ids of `<0x00>` … `<0xFF>`, or -1.
  var byteFallbackIDs: [Int32] {
    (0..<256).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return id(of: "<0x" + (byte < 16 ? "0" : "") + digits + ">") ?? -1
    }
  }
}

extension BytePairModel {
  /// Allows cutting before U+2581 if no token holds it behind another character.
  mutating func findSafeCut() {
    let mark = Array("\u{2581}".utf8)
    guard case .scalars = alphabet, !ignoresMerges, vocabulary.id(of: mark) != nil else { return }
    for id in 0..<vocabulary.size {
      guard let token = vocabulary.bytes(of: id) else { continue }
      var rest = token
      while rest.starts(with: mark) { rest = rest.dropFirst(mark.count) }
      while let next = rest.firstIndex(of: mark[0]) {
        rest = rest[next...]
        if rest.starts(with: mark) { return }
        rest = rest.dropFirst()
      }
    }
    safeCut = mark
  }
}
