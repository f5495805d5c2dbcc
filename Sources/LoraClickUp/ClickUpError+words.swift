import LoraHTTP

extension ClickUpError: CustomStringConvertible {
  /// What went wrong and at which call.
  public var description: String {
    switch kind {
    case .badToken(let refusal): "ClickUp does not accept the token: \(said(refusal))"
    case .notFound(let refusal): "not found, or not visible to this token: \(said(refusal))"
    case .planLimit(let refusal): "the workspace's plan does not allow it: \(said(refusal))"
    case .storageFull(let refusal): "the workspace's storage is full: \(said(refusal))"
    case .rateLimited: "too many calls in this minute, also after waiting (\(call))"
    case .unavailable(let refusal): "ClickUp does not work at the moment: \(said(refusal))"
    case .refused(let refusal): "ClickUp refuses: \(said(refusal))"
    case .unreadable(let reason): "not an answer of ClickUp: \(reason) (\(call))"
    case .transport(let error): "ClickUp was not reached: \(error.kind) (\(call))"
    case .tokenWithheld(let reason): "the token was not sent: \(reason)"
    }
  }

  private func said(_ refusal: Refusal) -> String {
    let code = refusal.code.map { " \($0)" } ?? ""
    return "\(refusal.message) (\(call): \(refusal.status)\(code))"
  }

  /// The way out.
  public var hint: String? {
    switch kind {
    case .badToken:
      "set CLICKUP_TOKEN to a token that ClickUp knows (ClickUp: Settings, Apps); one that Git "
        + "keeps is forgotten with: "
        + #"printf 'protocol=https\nhost=api.clickup.com\n\n' | git credential reject"#
    case .notFound:
      "look at the id, and whether the token's user may see it in ClickUp: "
        + "git lora clickup doctor"
    case .planLimit: "a larger plan, or leave custom fields out of .lorarc"
    case .storageFull: "make room in ClickUp, or lower clickup.attach_limit"
    case .rateLimited: "wait a minute; all programs that use this token share its calls"
    case .unavailable: "try again later"
    case .refused(let refusal):
      refusal.code == nil ? "is \(ClickUpAddress.variable) the address of ClickUp's API?" : nil
    case .unreadable: "is there a proxy in between, or is \(ClickUpAddress.variable) wrong?"
    case .transport(let error): error.kind.hint
    case .tokenWithheld:
      "unset \(ClickUpAddress.variable), or set it and CLICKUP_TOKEN to what "
        + "`git lora clickup sandbox` prints"
    }
  }
}
