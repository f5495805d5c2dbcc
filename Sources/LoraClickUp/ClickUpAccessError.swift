/// Why ClickUp cannot even be asked.
public enum ClickUpAccessError: Error, Sendable, Equatable {
  case noToken
  /// What was given as a token cannot be one.
  case unusableToken
  /// `CLICKUP_API_URL` is no address to send anything to, in words.
  case badAddress(String)
}

extension ClickUpAccessError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noToken: "there is no ClickUp token"
    case .unusableToken: "the ClickUp token is not one word of visible ASCII"
    case .badAddress(let reason): "\(ClickUpAddress.variable): \(reason)"
    }
  }

  public var hint: String {
    switch self {
    case .noToken:
      "make a personal token in ClickUp (Settings, Apps) and set \(TokenLookup.variable), or let "
        + "Git keep it: `git credential approve` with host=api.clickup.com"
    case .unusableToken: "copy it again from ClickUp (Settings, Apps); it begins with pk_"
    case .badAddress:
      "unset it for ClickUp itself, or give it the `api` address that "
        + "`git lora clickup sandbox` prints"
    }
  }
}
