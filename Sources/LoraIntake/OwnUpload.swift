/// Files that git-lora itself attached: results, never data.
enum OwnUpload {
  /// Whether the name is one that an upload of ours gets: `<name>.lora-<run8>-<n>.<ending>`.
  static func isNamed(_ title: String) -> Bool {
    let parts = title.split(separator: ".", omittingEmptySubsequences: false)
    return parts.dropFirst().suffix(2).contains { part in
      let words = part.split(separator: "-", omittingEmptySubsequences: false)
      return words.count == 3 && words[0] == "lora" && words[1].utf8.count == 8
        && words[1].allSatisfy { $0.isHexDigit && !$0.isUppercase && $0.isASCII }
        && !words[2].isEmpty && words[2].allSatisfy(\.isASCIIDigit)
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
