import LoraNames

/// A word of a command that people copy out of a message.
public enum ShellWord {
  /// `text` as one word of a POSIX shell: as it is where that works, else in single quotes.
  public static func quoting(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.unicodeScalars.allSatisfy(isPlain)
    return isPlain
      ? text
      : "'"
        + text.parts(at: "'").joined(separator: #"'\''"#) + "'"
  }

  /// Letters of any script; of the rest what no shell gives a meaning anywhere in a word.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return scalar.properties.isAlphabetic
        || "0123456789_-./:@%+,=^".unicodeScalars.contains(scalar)
    }
    return scalar.properties.isAlphabetic
  }
}
