import LoraDigest

/// Where the bytes of an attachment are fetched: on the sandbox's own host, under a path that nobody
/// can guess and, when addresses expire, signed for a time.
package struct AttachmentAddress {
  /// What answers call `url`.
  package let plain: String
  /// What answers call `url_w_query`.
  package let opening: String

  init(_ attachment: Attachment, in state: State, setting: Setting) {
    let title = PercentCoding.encoded(attachment.title)
    let path = "/files/t\(state.workspace.id)/\(attachment.uuid)/\(title)"
    let signed = setting.attachmentSeconds.map { seconds in
      let end = setting.clock / 1000 + seconds
      let mark = Self.signature(of: attachment.uuid, until: end, key: state.workspace.signingKey)
      return "expires=\(end)&signature=\(mark)"
    }
    plain = setting.origin + path + (signed.map { "?" + $0 } ?? "")
    opening = setting.origin + path + "?view=open" + (signed.map { "&" + $0 } ?? "")
  }

  /// Whether this query opens the attachment now.
  package static func isGood(_ query: Query, for attachment: Attachment, key: String, clock: Int)
    -> Bool
  {
    guard let end = query.whole("expires"), end * 1000 > clock else { return false }
    return query["signature"] == signature(of: attachment.uuid, until: end, key: key)
  }

  /// The key is hashed first and last, so that nothing can be appended.
  private static func signature(of uuid: String, until end: Int, key: String) -> String {
    Digest.of(key + Digest.of("\(key) \(uuid) \(end)").hex).hex
  }
}
