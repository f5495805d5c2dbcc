/// A webhook as it was registered. The sandbox keeps it and sends nothing.
package struct Webhook: Codable, Sendable {
  package let id: String
  package let user: Int
  package var endpoint: String
  package var events: [String]
  package var isActive = true
  package let secret: String
  package var task: String?
  package var list: Int?
  package var folder: Int?
  package var space: Int?
}
