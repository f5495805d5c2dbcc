import LoraJSON
import LoraWeights

/// What a part of a `--json` answer looks like; `docs/json.md` says the same in words.
indirect enum JSONShape: Sendable {
  case string, integer, number, boolean
  case list(JSONShape)
  /// An object whose members have these names and no others.
  case object([String: JSONShape])
  /// An object whose names are the user's.
  case map(JSONShape)
  /// A member that may be absent.
  case optional(JSONShape)
  /// A list's element that may be null.
  case nullable(JSONShape)

  /// Every member's name, at every depth, as `runs[].settings`.
  func members(below path: String = "") -> Set<String> {
    switch self {
    case .string, .integer, .number, .boolean: []
    case .list(let element): element.members(below: path + "[]")
    case .map(let value): value.members(below: path + ".*")
    case .optional(let shape), .nullable(let shape): shape.members(below: path)
    case .object(let members):
      members.reduce(into: []) { found, member in
        let name = path.isEmpty ? member.key : path + "." + member.key
        found.insert(name)
        found.formUnion(member.value.members(below: name))
      }
    }
  }

  /// Where `value` departs from the shape; the members it has are added to `seen`.
  func departures(of value: JSONValue, at path: String = "", seen: inout Set<String>) -> [String] {
    switch (self, value) {
    case (.string, .string), (.integer, .integer), (.number, .integer), (.number, .number),
      (.boolean, .bool), (.nullable, .null):
      return []
    case (.optional(let shape), _), (.nullable(let shape), _):
      return shape.departures(of: value, at: path, seen: &seen)
    case (.list(let element), .array(let values)):
      return values.flatMap { element.departures(of: $0, at: path + "[]", seen: &seen) }
    case (.map(let element), .object(let members)):
      return members.members.map(\.value).flatMap {
        element.departures(of: $0, at: path + ".*", seen: &seen)
      }
    case (.object(let shapes), .object(let members)):
      return departures(of: members, from: shapes, at: path, seen: &seen)
    default:
      return ["\(path) is \(value), and should be \(self)"]
    }
  }

  private func departures(
    of object: JSONObject, from shapes: [String: JSONShape], at path: String,
    seen: inout Set<String>
  ) -> [String] {
    var found: [String] = []
    let members = Dictionary(object.members.map { ($0.key, $0.value) }) { $1 }
    for (name, shape) in shapes {
      let place = path.isEmpty ? name : path + "." + name
      guard let member = members[name] else {
        if case .optional = shape { continue }
        found.append("\(place) is missing")
        continue
      }
      seen.insert(place)
      found += shape.departures(of: member, at: place, seen: &seen)
    }
    return found
      + members.keys.filter { shapes[$0] == nil }.map { "\(path).\($0) is not described" }
  }
}
