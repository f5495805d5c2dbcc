import Glibc

/// What the output goes to: a terminal with a width and colours, or a file that wants neither.
struct Terminal {
  let isInteractive: Bool
  let columns: Int
  let hasColour: Bool

  static let output = Terminal(descriptor: STDOUT_FILENO)
  static let errors = Terminal(descriptor: STDERR_FILENO)

  private init(descriptor: Int32) {
    isInteractive = isatty(descriptor) == 1
    columns = Self.columns(of: descriptor)
    // https://no-color.org: any non-empty value switches colours off.
    let refusesColour = Self.variable("NO_COLOR") != nil || Self.variable("TERM") == "dumb"
    hasColour = isInteractive && !refusesColour
  }

  private static func columns(of descriptor: Int32) -> Int {
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return variable("COLUMNS").flatMap { Int($0) } ?? 80
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  func styled(_ text: String, _ style: Style) -> String {
    hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
  }
}
