/// The files of `Page/`, which are compiled in.
enum BoardPage {
  /// By the name in the address.
  static let files: [String: (type: String, bytes: [UInt8])] = [
    "": (html, PackageResources.index_html),
    "colours.css": (css, PackageResources.colours_css),
    "layout.css": (css, PackageResources.layout_css),
    "panel.css": (css, PackageResources.panel_css),
    "start.js": (script, PackageResources.start_js),
    "elements.js": (script, PackageResources.elements_js),
    "server.js": (script, PackageResources.server_js),
    "columns.js": (script, PackageResources.columns_js),
    "panel.js": (script, PackageResources.panel_js),
    "fields.js": (script, PackageResources.fields_js),
    "files.js": (script, PackageResources.files_js),
    "talk.js": (script, PackageResources.talk_js),
    "newtask.js": (script, PackageResources.newtask_js),
    "icon.svg": ("image/svg+xml", PackageResources.icon_svg),
  ]

  private static let html = "text/html; charset=utf-8"
  private static let css = "text/css; charset=utf-8"
  private static let script = "text/javascript; charset=utf-8"

  /// What a page of ours may do: load from here, and nothing else.
  static let policy =
    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
}
