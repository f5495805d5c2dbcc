/// The runs of rich text that a comment is kept as.
enum CommentBlocks {
  /// From `comment` (runs) and `comment_text`. Whoever sends both sees the text twice, as on the real
  /// one.
  static func make(_ body: JSON, _ draft: inout Draft) throws(APIError) -> [JSON] {
    var blocks = (body["comment"]?.items ?? []).filter { $0.members != nil }
      .map { run($0, draft.state) }
    if let text = body["comment_text"]?.text, !text.isEmpty {
      blocks.append(["text": .string(text), "attributes": [:]])
    }
    guard !blocks.isEmpty else { throw .commentEmpty }
    blocks.append(lineEnd(&draft))
    return blocks
  }

  /// What ClickUp ends each comment with, and why `comment_text` is read back with a line end more.
  static func lineEnd(_ draft: inout Draft) -> JSON {
    ["text": "\n", "attributes": ["block-id": .string("block-\(draft.newUUID())")]]
  }

  private static func run(_ given: JSON, _ state: State) -> JSON {
    if given["type"]?.text == "tag", let id = given["user"]?["id"]?.lenientWhole {
      let name = state.member(id)?.username ?? "\(id)"
      return [
        "type": "tag", "text": .string("@\(name)"), "user": state.person(id, \.asAuthor),
        "attributes": given["attributes"] ?? [:],
      ]
    }
    var run = given
    if run["text"]?.text == nil { run["text"] = "" }
    if run["attributes"] == nil { run["attributes"] = [:] }
    return run
  }
}
