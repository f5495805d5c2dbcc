import LoraDigest

/// A report of one or more runs as one HTML file that never touches the network.
///
/// Everything that can be read stands in the page as plain escaped HTML and needs no script; only
/// the curves are drawn by one. Its Content-Security-Policy allows nothing but this very style
/// sheet and script, both by their SHA-256.
///
/// The charts are own SVG, not a library: the page needs lines, ticks, a crosshair and zoom, some
/// 20 kB of script that anyone can review. uPlot is 50 kB and draws to a canvas, which neither
/// prints sharply nor follows a style sheet; D3, Plotly and ECharts are 90 kB to 4 MB per report.
public enum ReportHTML {
  public static func page(runs: [ReportRun]) -> String {
    let style = text(PackageResources.style)
    // A block of its own, or the ids of the page's elements would meet the script's names.
    let script = "\"use strict\";\n{\n" + text(PackageResources.script) + "}\n"
    let head: [HTML] = [
      .void("meta", [.of("charset", "utf-8")]),
      .void(
        "meta",
        [
          .of("http-equiv", "Content-Security-Policy"),
          .of("content", policy(style: style, script: script)),
        ]),
      .void(
        "meta", [.of("name", "viewport"), .of("content", "width=device-width, initial-scale=1")]),
      .void("meta", [.of("name", "color-scheme"), .of("content", "light dark")]),
      .void("meta", [.of("name", "referrer"), .of("content", "no-referrer")]),
      .element("title", [.text(title(runs))]),
      .embedded("style", source: style),
    ]
    let data = HTML.embedded(
      "script", [.of("type", "application/json"), .id("curve-data")], source: CurveData.json(runs))
    let body =
      ReportBody.html(runs, title: title(runs)) + [data, .embedded("script", source: script)]
    let page = HTML.element(
      "html", [.of("lang", "en")], [.element("head", head), .element("body", body)])
    return "<!doctype html>\n" + page.markup + "\n"
  }

  static func title(_ runs: [ReportRun]) -> String {
    switch runs.count {
    case 0: "No runs"
    case 1: VisibleText.line(runs[0].title)
    default: "\(runs.count) runs compared"
    }
  }

  private static func text(_ parts: [[UInt8]]) -> String {
    parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  private static func policy(style: String, script: String) -> String {
    [
      "default-src 'none'", "style-src '\(source(style))'", "script-src '\(source(script))'",
      "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }

  private static func source(_ text: String) -> String {
    let hex = Array(Digest.of(text).hex)
    let bytes = stride(from: 0, to: hex.count, by: 2).compactMap {
      UInt8(String(hex[$0...$0 + 1]), radix: 16)
    }
    return "sha256-" + Base64.encode(bytes)
  }
}

/// The files of `Page/`, in the order in which they are joined.
extension PackageResources {
  static var style: [[UInt8]] {
    [colours_css, layout_css, tables_css, charts_css, print_css]
  }

  static var script: [[UInt8]] {
    [
      numbers_js, columns_js, lines_js, elements_js, view_js, chart_js, pointing_js, controls_js,
      start_js,
    ]
  }
}
