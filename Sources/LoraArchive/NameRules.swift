import LoraNames
@_spi(_Unicode) import Swift

/// What makes the name of one file or folder fit for every disk that a team has.
public enum NameRules {
  /// Bytes of one name; every common file system allows that many.
  public static let longest = 255

  /// The key under which a file system that ignores case files a name. Strings compare without
  /// regard to composition (NFC, NFD) already.
  public static func folded(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased() }
    var visible = String.UnicodeScalarView()
    for scalar in name.unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint {
      visible.append(scalar)
    }
    // Upper case first: ß and ss are one, and so are ſ and s.
    return String(visible).uppercased().lowercased()
  }

  /// The name as Git, Windows and Linux write it: NFC. macOS packs NFD.
  public static func composed(_ name: some StringProtocol) -> String { String(name).composed }

  /// C0, C1, DEL and what turns the direction of writing.
  public static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// `CON`, `nul.txt`, `COM1`: devices on Windows, whatever blanks or extension follow.
  public static func isDevice(_ name: String) -> Bool {
    var stem = name.prefix { $0 != "." }.uppercased()
    while stem.last == " " { stem.removeLast() }
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(stem) { return true }
    let isNumbered = stem.begins(with: "COM") || stem.begins(with: "LPT")
    return isNumbered && stem.count == 4 && "0123456789¹²³".contains(stem.last ?? "-")
  }

  /// `.git` under any of the names by which a file system finds it: commands of whoever wrote its
  /// `config` run when Git is used there.
  public static func isRepository(_ name: String) -> Bool {
    [".git", "git~1"].contains(folded(name))
  }
}

extension String {
  fileprivate var composed: String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: _nfc)
    return String(scalars)
  }
}
