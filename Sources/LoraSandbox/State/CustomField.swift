/// A custom field as a list, folder, space or the workspace offers it.
package struct CustomField: Codable, Sendable {
  package let id: String
  /// The id of what offers it.
  package let owner: String
  package var name: String
  package var type: String
  /// ClickUp's `type_config`: the options of a drop-down, and the like.
  package var config: JSON
  package var dateCreated: Int
  package var isRequired = false

  /// The options of a drop-down or of labels, in their order.
  package var options: [JSON] { config["options"]?.items ?? [] }
}
