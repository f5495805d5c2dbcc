/// A header's value with parameters: `form-data; name="a"; filename="b.txt"`.
package struct HeaderValue: Sendable {
  package let value: String
  private var parameters: [(name: String, value: String)] = []

  package init(_ text: String) {
    var rest = Substring(text)
    value = String(Self.take(from: &rest) { $0 == ";" }).trimmed
    while !rest.isEmpty {
      rest = rest.drop { $0 == ";" || $0 == " " || $0 == "\t" }
      let name = String(Self.take(from: &rest) { $0 == "=" || $0 == ";" }).trimmed.lowercased()
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst()
      parameters.append((name, Self.takeValue(from: &rest)))
    }
  }

  package subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// RFC 5987: `filename*=UTF-8''na%C3%AFve.txt`.
  package func extended(_ name: String) -> String? {
    guard let text = self[name + "*"] else { return nil }
    let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    return PercentCoding.decoded(parts[2])
  }

  private static func take(from rest: inout Substring, until isEnd: (Character) -> Bool)
    -> Substring
  {
    let end = rest.firstIndex(where: isEnd) ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  /// Quoted with `\"` for a quote (curl) or `%22` (browsers), or a bare word.
  private static func takeValue(from rest: inout Substring) -> String {
    rest = rest.drop { $0 == " " }
    guard rest.first == "\"" else { return String(take(from: &rest) { $0 == ";" }).trimmed }
    rest = rest.dropFirst()
    var value = ""
    while let character = rest.popFirst(), character != "\"" {
      if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
        value.append(next)
        rest = rest.dropFirst()
      } else {
        value.append(character)
      }
    }
    return value.replacing("%22", with: "\"").replacing("%0D", with: "\r")
      .replacing("%0A", with: "\n")
  }
}

extension String {
  var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" }
    var rest = Substring(self).drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return String(rest)
  }
}
