import LoraNames
import LoraYAML

/// What a path in a config may look like, before anything is looked up.
enum PathRule {
  /// `path` itself, when nothing about it is a slip.
  static func check(_ path: String) throws(Complaint) -> String {
    if path.begins(with: "~") {
      throw Complaint("is '\(path.shortened)', but '~' is not expanded", hint: "write the path out")
    }
    if path.contains("://") {
      throw Complaint(
        "must be a path, not the address '\(path.shortened)'",
        hint: "download it first: a run reads files of this machine only")
    }
    if path.contains("\\") {
      throw Complaint("has '\\' in the path '\(path.shortened)'", hint: "separate folders with '/'")
    }
    if hasVariable(path) {
      throw Complaint(
        "is '\(path.shortened)', but variables are not expanded", hint: "write the path out")
    }
    if path.first?.isWhitespace == true || path.last?.isWhitespace == true {
      throw Complaint("begins or ends with a space: '\(path.shortened)'")
    }
    let tooLong = path.pathComponents.contains { $0.utf8.count > 255 }
    if tooLong || path.utf8.count > 4095 {
      throw Complaint("is longer than any path can be: '\(path.shortened)'")
    }
    return path
  }

  private static func hasVariable(_ path: String) -> Bool {
    zip(path, path.dropFirst()).contains { $0 == "$" && ($1.isLetter || $1 == "{") }
      || path.contains("{{")
  }
}
