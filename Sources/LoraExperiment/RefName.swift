import LoraNames

/// Git's rules for names of refs (git-check-ref-format).
public enum RefName {
  public static func isValid(_ name: String) -> Bool {
    !name.isEmpty && mending(name).sameBytes(as: name) && name != "@"
  }

  /// `name` with everything that Git forbids replaced by `-`.
  public static func mending(_ name: String) -> String {
    let components = name.pathComponents.map(mendingComponent)
    let joined = components.joined(separator: "/")
    return joined.isEmpty || joined == "@" ? "-" : joined
  }

  private static func mendingComponent(_ component: String) -> String {
    var scalars = component.unicodeScalars.map { isForbidden($0) ? "-" : $0 }
    for index in scalars.indices.dropLast() {
      let pair = (scalars[index], scalars[index + 1])
      if pair == (".", ".") || pair == ("@", "{") { scalars[index] = "-" }
    }
    if scalars.first == "." || scalars.first == "-" { scalars[0] = "-" }
    if scalars.last == "." { scalars[scalars.count - 1] = "-" }
    let text = String(String.UnicodeScalarView(scalars))
    return text.rest(before: ".lock").map { $0 + "-lock" } ?? text
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || scalar.value == 0x7F || "~^:?*[\\".unicodeScalars.contains(scalar)
  }
}
