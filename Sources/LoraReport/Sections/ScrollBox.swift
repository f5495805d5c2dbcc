/// A region that scrolls sideways by itself, so that a wide table never makes the page do so.
enum ScrollBox {
  static func html(label: String, _ content: HTML) -> HTML {
    // Focusable, or a keyboard could not reach what lies outside.
    .element(
      "div",
      [
        .class("scroll"), .of("tabindex", "0"), .of("role", "region"), .of("aria-label", label),
      ], [content])
  }
}
