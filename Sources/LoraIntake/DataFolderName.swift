import Glibc
import LoraArchive
public import LoraClickUp
public import LoraConfig

/// How a folder of data is called: `cyberpunk_images_202404`.
public enum DataFolderName {
  /// - Parameters:
  ///   - project: `.lorarc`'s; nil: the task's own name.
  ///   - type: what the folder holds, as the user or `word(for:)` says.
  public static func name(for task: ClickUpTask, project: String?, type: String) -> String {
    name(project.flatMap(slug) ?? subject(of: task), task, type)
  }

  /// The names that a folder of the task may get, the best first: another task of the same project
  /// and month may have taken one.
  static func candidates(for task: ClickUpTask, project: String?, type: String) -> [String] {
    let subject = subject(of: task)
    let long = project.flatMap(slug).map { "\($0)-\(subject)" } ?? subject
    let names = [long, "\(long)-\(slug(task.id) ?? "task")"].map { name($0, task, type) }
    return [name(for: task, project: project, type: type)] + names
  }

  /// Whether a folder's name says that type.
  static func says(type: String, in name: String) -> Bool {
    name.split(separator: "_").dropFirst().contains { $0 == slug(type) ?? "data" }
  }

  private static func subject(of task: ClickUpTask) -> String {
    slug(task.name) ?? "task-\(task.id)"
  }

  private static func name(_ subject: String, _ task: ClickUpTask, _ type: String) -> String {
    [subject, slug(type) ?? "data", Moment.month(milliseconds: task.created)]
      .joined(separator: "_")
  }

  /// What the data of such a training is, in a word.
  public static func word(for task: TaskType) -> String {
    switch task {
    case .imageGeneration: "images"
    case .textGeneration: "texts"
    case .speechRecognition: "recordings"
    }
  }

  /// Letters and digits of any script in lower case, one dash for what stands between; nil when
  /// nothing is left.
  public static func slug(_ text: String) -> String? {
    var slug = ""
    for character in NameRules.composed(text).lowercased() {
      if character.isLetter || character.isNumber {
        guard slug.utf8.count + character.utf8.count <= 100 else { break }
        slug.append(character)
      } else if !slug.isEmpty && slug.last != "-" {
        slug.append("-")
      }
    }
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? nil : slug
  }
}

/// ClickUp's moments, milliseconds since 1970, in UTC.
enum Moment {
  /// `202404`.
  static func month(milliseconds: Int) -> String {
    let parts = parts(milliseconds)
    return padded(parts.tm_year + 1900, 4) + padded(parts.tm_mon + 1, 2)
  }

  /// `2026-11-24T17:20:01.123Z`.
  static func text(milliseconds: Int) -> String {
    let parts = parts(milliseconds)
    let date = "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
    let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded($0, 2) }
    let rest = (milliseconds % 1000 + 1000) % 1000
    return "\(date)T\(time.joined(separator: ":")).\(padded(Int32(rest), 3))Z"
  }

  static var now: Int {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
  }

  private static func parts(_ milliseconds: Int) -> tm {
    // Within the years that four digits write.
    var seconds = min(max(milliseconds / 1000, 0), 253_402_300_799)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return parts
  }

  private static func padded(_ value: Int32, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
