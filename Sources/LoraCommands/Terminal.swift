import Glibc
import LoraGit
import Synchronization

/// What the output goes to: a terminal with a width and colours, or a file that wants neither.
///
/// A pager in between counts as the terminal that it shows things on.
struct Terminal {
  let isInteractive: Bool
  let columns: Int
  let hasColour: Bool

  static var output: Terminal { Terminal(descriptor: STDOUT_FILENO) }
  static var errors: Terminal { Terminal(descriptor: STDERR_FILENO) }

  /// What Git's settings and a pager have decided for this process.
  private struct Decisions {
    var colour = ColourChoice.auto
    var pagerHasColour = true
    /// Columns of the terminal behind our own pager, or Git's.
    var pagerColumns: Int?
  }

  private static let decisions = Mutex(Decisions())

  /// Takes over `color.lora`, `color.ui` and `color.pager`.
  static func follow(_ settings: GitSettings) {
    decisions.withLock {
      $0.colour = ColourChoice(settings)
      $0.pagerHasColour = settings.flag("color.pager") ?? true
    }
  }

  /// From now on, standard output is read by a pager.
  static func isPaged(columns: Int) { decisions.withLock { $0.pagerColumns = columns } }

  private init(descriptor: Int32) {
    let decided = Self.decisions.withLock { $0 }
    let pager = descriptor == STDOUT_FILENO ? decided.pagerColumns : nil
    let isTerminal = isatty(descriptor) == 1
    isInteractive = isTerminal || pager != nil
    columns = pager ?? Self.columns(of: descriptor)
    hasColour =
      switch decided.colour {
      case .never: false
      case .always: Self.variable("NO_COLOR") == nil
      case .auto:
        isTerminal && Self.wantsColour || pager != nil && decided.pagerHasColour && Self.wantsColour
      }
  }

  /// https://no-color.org: any non-empty value switches colours off.
  private static var wantsColour: Bool { variable("NO_COLOR") == nil && variable("TERM") != "dumb" }

  private static func columns(of descriptor: Int32) -> Int {
    // As Git has it, COLUMNS stands above what the terminal says.
    if let columns = variable("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return 80
  }

  /// Lines of the terminal that standard output goes to.
  static var rows: Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 {
      return Int(size.ws_row)
    }
    return variable("LINES").flatMap { Int($0) } ?? 24
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

/// `color.lora`, else `color.ui`, by Git's rules: true means auto.
enum ColourChoice {
  case never, auto, always

  init(_ settings: GitSettings) {
    for key in ["color.lora", "color.ui"] {
      if settings.flag(key) == false { self = .never; return }
      switch settings[key]?.lowercased() {
      case "never": self = .never
      case "always": self = .always
      case nil where settings.flag(key) == nil: continue
      default: self = .auto
      }
      return
    }
    self = .auto
  }
}
