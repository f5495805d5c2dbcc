import LoraJSON
import LoraWeights

/// Typed access to `config.json`: a wrong type, an absent size or an unsupported value throws.
struct ConfigReader: Sendable {
  let path: String
  let value: JSONValue

  init(path: String) throws(FamilyError) {
    self.path = path
    value = try readJSON(path)
    guard value.object != nil else {
      throw .malformed(path: path, reason: "this is not a JSON object")
    }
  }

  /// Above any model's sizes; products of two of them do not overflow.
  private static let maximumSize = 1 << 31

  private init(path: String, value: JSONValue) {
    self.path = path
    self.value = value
  }

  func malformed(_ reason: String) -> FamilyError { .malformed(path: path, reason: reason) }
  func unsupported(_ reason: String) -> FamilyError { .unsupported(path: path, reason: reason) }

  /// Whether the key is not there at all; null is there.
  func isAbsent(_ key: String) -> Bool { value.object?.keys.contains(key) != true }

  /// A size of at least 1 that must be there.
  func size(_ key: String) throws(FamilyError) -> Int {
    guard let size = try optionalSize(key) else { throw malformed("'\(key)' is missing") }
    return size
  }

  /// A size of at least 1; nil when absent or null.
  func optionalSize(_ key: String) throws(FamilyError) -> Int? {
    guard let member = value[key] else { return nil }
    guard let size = member.integer, size >= 1 else {
      throw malformed("'\(key)' is no whole number of at least 1")
    }
    guard size <= Self.maximumSize else {
      throw malformed("'\(key)' is \(size), more than \(Self.maximumSize)")
    }
    return size
  }

  func number(_ key: String) throws(FamilyError) -> Double? {
    guard let member = value[key] else { return nil }
    guard let number = member.double else { throw malformed("'\(key)' is no number") }
    return number
  }

  /// A number above 0, of a size that Float32 can compute with.
  func positive(_ key: String, atMost limit: Double = 1e12) throws(FamilyError) -> Double? {
    guard let number = try number(key) else { return nil }
    guard number > 0 else { throw malformed("'\(key)' is not above 0") }
    guard (1e-20...limit).contains(number) else {
      throw malformed("'\(key)' is \(number), which is not between 1e-20 and \(limit)")
    }
    return number
  }

  func flag(_ key: String, default absent: Bool) throws(FamilyError) -> Bool {
    guard let member = value[key] else { return absent }
    guard let flag = member.bool else { throw malformed("'\(key)' is neither true nor false") }
    return flag
  }

  func text(_ key: String) throws(FamilyError) -> String? {
    guard let member = value[key] else { return nil }
    guard let text = member.string else { throw malformed("'\(key)' is no text") }
    return text
  }

  func texts(_ key: String) throws(FamilyError) -> [String]? {
    guard let member = value[key] else { return nil }
    guard let elements = member.array else { throw malformed("'\(key)' is no list") }
    let texts = elements.compactMap(\.string)
    guard texts.count == elements.count else { throw malformed("'\(key)' is no list of texts") }
    return texts
  }

  /// Token ids written as one number or as a list.
  func tokens(_ key: String) throws(FamilyError) -> [Int] {
    guard let member = value[key] else { return [] }
    let elements = member.array ?? [member]
    let tokens = elements.compactMap(\.integer)
    guard tokens.count == elements.count, tokens.allSatisfy((0...Self.maximumSize).contains)
    else {
      throw malformed("'\(key)' is no token id")
    }
    return tokens
  }

  func section(_ key: String) throws(FamilyError) -> ConfigReader? {
    guard let member = value[key] else { return nil }
    guard member.object != nil else { throw malformed("'\(key)' is no object") }
    return ConfigReader(path: path, value: member)
  }

  /// Refuses a key that changes the forward pass unless it has the one value that does not.
  func require(_ key: String, _ allowed: JSONValue, default absent: JSONValue) throws(FamilyError) {
    let found = value[key] ?? absent
    let same = found == allowed || (found.double != nil && found.double == allowed.double)
    guard same else {
      throw unsupported("'\(key)' other than \(allowed.text()) is not supported")
    }
  }
}

/// The JSON document at `path`.
func readJSON(_ path: String) throws(FamilyError) -> JSONValue {
  do throws(WeightsError) { return try JSONValue(readingFile: path) } catch {
    throw .weights(error)
  }
}
