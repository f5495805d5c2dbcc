/// `GET /v2/team/{id}/space`, `/v2/space/{id}/folder`, `/v2/space/{id}/list`: each has its own name
/// for what it lists.
struct PlacesAnswer: Decodable {
  let places: [PlaceAnswer]

  init(from decoder: any Decoder) throws {
    let answer = try decoder.members()
    let names: [MemberName] = ["spaces", "folders", "lists"]
    let name = names.first { answer.contains($0) } ?? names[0]
    places = try answer.decode([PlaceAnswer].self, forKey: name)
  }
}

/// A space, a folder with its lists, or a list.
struct PlaceAnswer: Decodable {
  let id: String
  let name: String
  let lists: [PlaceAnswer]

  init(from decoder: any Decoder) throws {
    let place = try decoder.members()
    id = try place.needed("id")
    name = place.text("name") ?? ""
    lists = place.readable("lists")
  }

  func listed(in place: String) -> ListPlace { ListPlace(id: id, name: name, place: place) }
}

/// `GET /v2/team/{id}/shared`.
struct SharedAnswer: Decodable {
  let lists: [PlaceAnswer]

  init(from decoder: any Decoder) throws {
    let shared = try decoder.members().decode(Shared.self, forKey: "shared")
    lists = shared.lists + shared.folders.flatMap(\.lists)
  }

  private struct Shared: Decodable {
    let lists, folders: [PlaceAnswer]

    init(from decoder: any Decoder) throws {
      let shared = try decoder.members()
      lists = shared.readable("lists")
      folders = shared.readable("folders")
    }
  }
}
