/// A file's name as people order it: `step-9` before `step-10`.
package struct NumberedName: Comparable {
  private let name: String
  /// Digits with leading zeros, so that texts compare as their numbers do.
  private let key: String

  private static let width = 20

  package init(_ name: String) {
    self.name = name
    var key = ""
    var digits = ""
    func pad() {
      if digits.isEmpty { return }
      key += String(repeating: "0", count: max(0, Self.width - digits.count)) + digits
      digits = ""
    }
    for character in name {
      if character.isASCII && character.isNumber {
        digits.append(character)
      } else {
        pad()
        key.append(character)
      }
    }
    pad()
    self.key = key
  }

  package static func < (a: NumberedName, b: NumberedName) -> Bool {
    (a.key, a.name) < (b.key, b.name)
  }
}
