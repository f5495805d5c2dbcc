/// User and password in the addresses that a message quotes.
enum AddressUser {
  /// Of each word that has an `@`, nothing before the last one stays.
  static func removed(from message: String) -> String {
    message.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard let at = word.lastIndex(of: "@") else { return String(word) }
      let quote = word.hasPrefix("'") ? "'" : ""
      return quote + "…" + word[at...]
    }.joined(separator: " ")
  }
}
