import LoraSandbox
import Testing

struct TokenTests {
  private let rehearsal = Rehearsal()

  private func token(_ header: String?) throws(APIError) -> AccessToken {
    try AccessToken(header, in: rehearsal.state.workspace)
  }

  private func refusal(_ header: String?) -> String? {
    do throws(APIError) {
      _ = try token(header)
      return nil
    } catch {
      return error.code
    }
  }

  @Test(arguments: [
    ("Bearer pk_sandbox_x", "OAUTH_019"), ("Bearer x", "OAUTH_025"), ("pk_sandbox_y", "OAUTH_025"),
    ("x_guest", "OAUTH_025"), ("", "OAUTH_017"),
  ])
  func wrongOnes(header: String, code: String) {
    #expect(refusal(header) == code)
  }

  @Test func noHeaderIsNotUnauthorized() {
    #expect(refusal(nil) == "OAUTH_017")
    #expect(APIError.headerMissing.status == 400)
  }

  @Test func thePersonalOneTakesNoSchemeWord() throws {
    let text = rehearsal.state.workspace.token
    #expect(try token(text) == .personal)
    #expect(refusal("Bearer " + text) == "OAUTH_019")
    #expect(try token(text).user(in: rehearsal.state) == rehearsal.user)
  }

  @Test func aCodeBecomesABearerToken() throws {
    let answer = try rehearsal.ask(
      "POST", "v2/oauth/token", ["client_id": "a", "client_secret": "b", "code": "c"])
    let text = try #require(answer["access_token"]?.text)
    #expect(!text.hasPrefix("pk_"))
    #expect(try token("Bearer " + text) == .oauth)
    #expect(try token(text).user(in: rehearsal.state) == rehearsal.user)
    // Some clients put the three into the address.
    let again = try rehearsal.ask("POST", "v2/oauth/token?client_id=a&client_secret=b&code=d")
    #expect(again == answer)
    #expect(rehearsal.refusal("POST", "v2/oauth/token", ["client_id": "a"])?.status == 400)
  }
}
