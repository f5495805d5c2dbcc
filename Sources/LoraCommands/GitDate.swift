import Glibc
import LoraGit
import LoraNames
import LoraRunner

/// A moment as Git lets one say it: `2026-11-01`, `yesterday`, `2 weeks ago`.
enum GitDate {
  /// Seconds since 1970. Git itself reads it, in the user's time zone; a date without a time means
  /// its midnight.
  static func seconds(of text: String, from environment: GitEnvironment) throws -> Int {
    let asked = isDay(text) ? "\(text) 00:00:00" : text
    guard isPlausible(text) else { throw notADate(text) }
    let answer = try environment.command(["rev-parse", "--since=\(asked)"]).run()
    guard answer.status.isSuccess, let seconds = Int(answer.line.dropFirst("--max-age=".count))
    else { throw notADate(text) }
    return seconds
  }

  private static func notADate(_ text: String) -> RunFailure {
    RunFailure(
      .usage, "'\(text)' is no date", hint: "as in 2026-11-01, yesterday or '2 weeks ago'")
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
  }

  /// Git takes whatever it does not understand for "now", so that a slip would go unnoticed: every
  /// word has to be one that its `approxidate` knows.
  private static func isPlausible(_ text: String) -> Bool {
    let pieces = text.lowercased().utf8.split { !isDigit($0) && !isLetter($0) }
    let words = pieces.map { String(decoding: $0.drop(while: isDigit), as: UTF8.self) }
      .filter { !$0.isEmpty }
    guard !pieces.isEmpty, !isDay(text) || isCalendarDay(text) else { return false }
    return words.allSatisfy { word in
      known.contains(word)
        || word.utf8.count >= 3 && named.contains { $0.begins(with: word) || $0 + "s" == word }
    }
  }

  private static func isCalendarDay(_ text: String) -> Bool {
    let numbers = text.split(separator: "-").compactMap { Int($0) }
    return numbers.count == 3 && (1...12).contains(numbers[1]) && (1...31).contains(numbers[2])
  }

  private static let known: Set<String> = [
    "now", "today", "yesterday", "noon", "midnight", "tea", "never", "ago", "last", "a", "am",
    "pm", "at", "on", "in", "of", "the", "and", "t", "z", "utc", "gmt", "st", "nd", "rd", "th",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  ]

  private static let named = [
    "second", "minute", "hour", "day", "week", "month", "year", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december",
  ]

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte >= 0x80
  }
}
