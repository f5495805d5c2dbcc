/// A piece of HTML that cannot hold unescaped text.
///
/// Names of elements and attributes are literals of this module; everything else goes through
/// `VisibleText` and is escaped. A string literal is text, not markup.
struct HTML: ExpressibleByStringLiteral {
  private(set) var markup: String

  init(stringLiteral text: String) { markup = Self.escaped(text) }

  private init(markup: String) { self.markup = markup }

  static func text(_ text: String) -> HTML { HTML(markup: escaped(VisibleText.of(text))) }

  static func group(_ parts: [HTML]) -> HTML {
    HTML(markup: parts.map(\.markup).joined())
  }

  static func element(
    _ name: StaticString, _ attributes: [Attribute], _ children: [HTML]
  ) -> HTML {
    HTML(
      markup: "<\(name)\(attributes.map(\.markup).joined())>"
        + children.map(\.markup).joined() + "</\(name)>")
  }

  static func element(_ name: StaticString, _ children: [HTML]) -> HTML {
    element(name, [], children)
  }

  /// An element without content or end tag.
  static func void(_ name: StaticString, _ attributes: [Attribute] = []) -> HTML {
    HTML(markup: "<\(name)\(attributes.map(\.markup).joined())>")
  }

  /// Our own style sheet or script, or JSON that `JSONText` has made safe to embed.
  static func embedded(
    _ name: StaticString, _ attributes: [Attribute] = [], source: String
  ) -> HTML {
    precondition(!endsAnElement(source), "embedded source holds '</'")
    return HTML(markup: "<\(name)\(attributes.map(\.markup).joined())>\(source)</\(name)>")
  }

  private static func endsAnElement(_ source: String) -> Bool {
    zip(source.utf8, source.utf8.dropFirst()).contains {
      $0 == UInt8(ascii: "<") && $1 == UInt8(ascii: "/")
    }
  }

  struct Attribute {
    fileprivate let markup: String

    static func of(_ name: StaticString, _ value: String) -> Attribute {
      Attribute(markup: " \(name)=\"\(HTML.escaped(VisibleText.line(value)))\"")
    }

    static func flag(_ name: StaticString) -> Attribute { Attribute(markup: " \(name)") }

    static func `class`(_ value: String) -> Attribute { .of("class", value) }
    static func id(_ value: String) -> Attribute { .of("id", value) }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
