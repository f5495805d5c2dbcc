import LoraNames

/// A file pattern as in `.gitignore`: `*` and `?` stay within a component, `**` crosses them,
/// `[a-z]` is a set, and a pattern without a slash matches at any depth. Matching takes time in
/// proportion to pattern times path.
public struct Glob: Sendable {
  private let components: [[Unicode.Scalar]]

  public init(_ pattern: String) {
    var parts = pattern.pathComponents.map { Array($0.unicodeScalars) }
    let isAnchored = pattern.utf8.dropLast().contains(UInt8(ascii: "/"))
    if !isAnchored, !parts.isEmpty { parts.insert(["*", "*"], at: 0) }
    components = parts
  }

  /// Whether it matches a whole path below the top.
  public func matches(_ path: String) -> Bool {
    let path = path.pathComponents.map { Array($0.unicodeScalars) }
    // reached[i]: the components read so far can be what the first i of the path are.
    var reached = [true] + Array(repeating: false, count: path.count)
    for component in components {
      var next = Array(repeating: false, count: path.count + 1)
      if component == ["*", "*"] {
        var any = false
        for index in reached.indices {
          any = any || reached[index]
          next[index] = any
        }
      } else {
        for index in path.indices where reached[index] {
          next[index + 1] = Self.matches(component[...], path[index][...])
        }
      }
      reached = next
    }
    return reached[path.count]
  }

  /// The folder that every match lies in: the components before the first with a wildcard.
  var fixedFolder: [String] {
    components.dropLast().prefix { part in !part.contains { "*?[".unicodeScalars.contains($0) } }
      .map { String(String.UnicodeScalarView($0)) }
  }

  static func isUsable(_ pattern: String) -> Bool {
    let parts = pattern.pathComponents
    return !parts.isEmpty && !pattern.begins(with: "!") && !pattern.ends(with: "/")
      && !parts.contains("..") && !parts.contains(".")
  }

  /// One component against one name: on a mismatch only the latest `*` takes one scalar more.
  private static func matches(
    _ pattern: ArraySlice<Unicode.Scalar>, _ name: ArraySlice<Unicode.Scalar>
  )
    -> Bool
  {
    var (p, n) = (pattern.startIndex, name.startIndex)
    var star: (p: Int, n: Int)?
    while n < name.endIndex {
      if p < pattern.endIndex, pattern[p] == "*" {
        star = (p, n)
        p += 1
      } else if let after = matchOne(pattern[p...], name[n]) {
        p = after
        n += 1
      } else if let (starP, starN) = star {
        star = (starP, starN + 1)
        (p, n) = (starP + 1, starN + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }

  /// The index after the pattern's first element, when that element matches `scalar`.
  private static func matchOne(_ pattern: ArraySlice<Unicode.Scalar>, _ scalar: Unicode.Scalar)
    -> Int?
  {
    guard let first = pattern.first else { return nil }
    let next = pattern.startIndex + 1
    switch first {
    case "?": return next
    case "\\" where pattern.count > 1: return pattern[next] == scalar ? next + 1 : nil
    case "[":
      guard let close = pattern.dropFirst(2).firstIndex(of: "]") else { break }
      return isInSet(pattern[next..<close], scalar) ? close + 1 : nil
    default: break
    }
    return first == scalar ? next : nil
  }

  private static func isInSet(_ set: ArraySlice<Unicode.Scalar>, _ scalar: Unicode.Scalar) -> Bool {
    var set = set
    let negated = set.first == "!" || set.first == "^"
    if negated { set = set.dropFirst() }
    var isIn = false
    while let low = set.popFirst() {
      if set.count > 1, set.first == "-" {
        set = set.dropFirst()
        guard let high = set.popFirst() else { break }
        isIn = isIn || low <= scalar && scalar <= high
      } else {
        isIn = isIn || low == scalar
      }
    }
    return isIn != negated
  }
}
