/// One request to the API, read and understood as far as HTTP goes.
package struct Call: Sendable {
  package var method: String
  /// The path's parts below `/api`, decoded.
  package var path: [String]
  package var query: Query
  /// The JSON body; null when there was none.
  package var body: JSON
  /// The file of a multipart request, already on disk.
  package var upload: Upload?
  /// Who acts.
  package var user: Int
  package var setting: Setting
  /// What stood in the path where the route has names.
  package var parts: [String: String] = [:]

  package init(
    _ method: String, _ path: String, query: String = "", body: JSON = .null, upload: Upload? = nil,
    user: Int, setting: Setting
  ) {
    self.method = method
    self.path = path.split(separator: "/").map { PercentCoding.decoded($0) }
    self.query = Query(query)
    self.body = body
    self.upload = upload
    self.user = user
    self.setting = setting
  }

  package func part(_ name: String) -> String { parts[name] ?? "" }
}

/// How the sandbox was started, as far as answers depend on it.
package struct Setting: Sendable {
  package var plan: Plan
  /// `http://127.0.0.1:N`, where attachments are fetched.
  package var origin: String
  /// How long the address of an attachment is good for; nil for ever.
  package var attachmentSeconds: Int?
  /// Milliseconds since 1970.
  package var clock: Int

  package init(plan: Plan, origin: String, attachmentSeconds: Int? = nil, clock: Int) {
    self.plan = plan
    self.origin = origin
    self.attachmentSeconds = attachmentSeconds
    self.clock = clock
  }
}

package enum Plan: String, Sendable, CaseIterable {
  case free, unlimited

  /// Custom-field values that may ever be set.
  package var fieldUses: Int? { self == .free ? 60 : nil }
  package var spaces: Int? { self == .free ? 5 : nil }
}

/// A file that came in and lies in the state folder, not yet part of the state.
package struct Upload: Sendable {
  /// `<uuid>.<extension>`, under which the bytes lie.
  package let id: String
  package let title: String
  package let fileExtension: String
  package let size: Int
  package let picture: Picture?
  /// Other parts of the same request, by name.
  package let texts: [String: String]

  package init(
    id: String, title: String, fileExtension: String, size: Int, picture: Picture? = nil,
    texts: [String: String] = [:]
  ) {
    self.id = id
    self.title = title
    self.fileExtension = fileExtension
    self.size = size
    self.picture = picture
    self.texts = texts
  }
}
