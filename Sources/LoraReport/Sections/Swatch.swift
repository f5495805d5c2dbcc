/// The piece of line that stands for a run everywhere on the page: a colour and a dash pattern, so
/// that no reader depends on colour alone. Seven colours and four patterns give 28 runs their own.
enum Swatch {
  static func html(_ run: Int) -> HTML {
    .element(
      "svg", [.class("swatch"), .of("viewBox", "0 0 28 8"), .of("aria-hidden", "true")],
      [.element("path", [.class(name(run)), .of("d", "M1 4H27")], [])])
  }

  static func name(_ run: Int) -> String { "line c\(run % 7) d\(run % 4)" }
}
