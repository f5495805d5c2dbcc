/// An answer that refuses, with ClickUp's status, code and words.
package struct APIError: Error, Sendable, Equatable {
  package let status: Int
  package let words: String
  /// ClickUp's `ECODE`; nil where the real one answers in plain text.
  package let code: String?

  package init(_ status: Int, _ words: String, _ code: String?) {
    self.status = status
    self.words = words
    self.code = code
  }
}

// Seen on the wire or written down by ClickUp.
extension APIError {
  package static let noSuchRoute = APIError(404, "404 page not found", nil)
  package static let wrongMethod = APIError(405, "405 method not allowed", nil)

  package static let headerMissing = APIError(400, "Authorization header required", "OAUTH_017")
  package static let bearerUnknown = APIError(401, "Oauth token not found", "OAUTH_019")
  package static let tokenInvalid = APIError(401, "Token invalid", "OAUTH_025")
  /// Also what an id answers that does not exist.
  package static let notAuthorized = APIError(401, "Team not authorized", "OAUTH_027")

  package static let taskDeleted = APIError(404, "Task not found, deleted", "ITEM_013")
  package static let spaceDeleted = APIError(404, "Space not found", "PROJ_006")
  package static let listIDInvalid = APIError(400, "List ID invalid", "INPUT_003")
  package static let folderIDInvalid = APIError(400, "Folder ID invalid", "INPUT_011")
  package static let nameInvalid = APIError(400, "Task name invalid", "INPUT_005")
  package static let dateInvalid = APIError(400, "Date invalid", "INPUT_006")
  package static let statusUnknown = APIError(400, "Status not found", "CRTSK_001")
  package static let optionUnknown = APIError(
    400, "Value must be an option index or uuid", "FIELD_011")
  package static let notMultipart = APIError(
    400, "Request is not 'multipart/form-data'", "ATTCH_045")
  package static let notAFile = APIError(400, "Attachment is not a file", "ATTCH_039")
  package static let storageFull = APIError(400, "Over allocated storage", "GBUSED_005")
  package static let enterpriseOnly = APIError(403, "Team must be on enterprise plan", "TEAM_110")
  package static let tooManyRequests = APIError(429, "Rate limit reached", "APP_002")
  package static let webhookExists = APIError(
    400, "Webhook configuration already exists", "OAUTH_171")

  package static func planLimit(_ count: Int) -> APIError {
    APIError(
      403, "Your plan is limited to \(count) usages of feature, \(count) usage.", "PAYWALL_004")
  }
}

// The status is the real one's, the code is the sandbox's own: what the real one says is not known.
extension APIError {
  package static let badJSON = APIError(400, "Request body is not JSON", "SANDBOX_JSON")
  package static let bodyTooLarge = APIError(413, "Request body is too large", "SANDBOX_SIZE")
  package static let serverError = APIError(500, "Internal Server Error", "SANDBOX_500")
  package static let fieldUnknown = APIError(400, "Custom field not found", "SANDBOX_FIELD")
  package static let commentEmpty = APIError(400, "Comment text required", "SANDBOX_COMMENT")

  package static func value(_ words: String) -> APIError { APIError(400, words, "SANDBOX_VALUE") }
}
