extension ClickUpClient {
  public func list(_ id: String) throws(ClickUpError) -> TaskList {
    try connection.ask(APICall(.get, ["list", id]), ListAnswer.self).value
  }

  public func fields(ofList id: String) throws(ClickUpError) -> [CustomField] {
    try connection.ask(APICall(.get, ["list", id, "field"]), FieldsAnswer.self).value
  }

  /// Lists in folders, lists without one, and what was shared one by one: for somebody who sees no
  /// space at all that is everything.
  public func lists(ofWorkspace id: String) throws(ClickUpError) -> [ListPlace] {
    var lists: [ListPlace] = []
    for space in try places(["team", id, "space"]) {
      for folder in try places(["space", space.id, "folder"]) {
        lists += folder.lists.map { $0.listed(in: "\(space.name) / \(folder.name)") }
      }
      lists += try places(["space", space.id, "list"]).map { $0.listed(in: space.name) }
    }
    let shared = try connection.ask(APICall(.get, ["team", id, "shared"]), SharedAnswer.self)
    lists += shared.lists.map { $0.listed(in: "shared") }
    var seen: Set<String> = []
    return lists.filter { seen.insert($0.id).inserted }
  }

  private func places(_ path: [String]) throws(ClickUpError) -> [PlaceAnswer] {
    let call = APICall(.get, path, query: [("archived", "false")])
    return try connection.ask(call, PlacesAnswer.self).places
  }
}
