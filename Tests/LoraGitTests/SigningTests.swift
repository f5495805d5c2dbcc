import Foundation
import LoraGit
import TestSupport
import Testing

@Suite struct SigningTests {
  private func commit(signer: String) throws -> (TemporaryRepository, ObjectID) {
    let temporary = try TemporaryRepository()
    try temporary.write("a.txt", "one\n")
    let head = try #require(ObjectID(hex: try temporary.commitAll()))
    let program = try temporary.folder.write("signer", signer)
    chmod(program, 0o755)
    try temporary.git("config", "gpg.program", program)
    try temporary.git("config", "commit.gpgSign", "true")
    let repository = try temporary.open()
    let commit = try repository.writeCommit(
      tree: try repository.commit(head).tree, parents: [head], message: "signed\n",
      by: try repository.environment.identities())
    return (temporary, commit)
  }

  @Test func signsThroughGit() throws {
    let (temporary, commit) = try commit(
      signer: """
        #!/bin/sh
        cat > /dev/null
        echo '[GNUPG:] SIG_CREATED D' >&2
        echo '-----BEGIN PGP SIGNATURE-----'
        echo '-----END PGP SIGNATURE-----'
        """)
    let text = try temporary.git("cat-file", "commit", commit.hex).text
    #expect(text.contains("gpgsig -----BEGIN PGP SIGNATURE-----"))
    #expect(text.contains("author Ada Example <ada@example.com> 1767319445 +0100"))
    #expect(text.hasSuffix("\n\nsigned\n"))
  }

  @Test func saysSoWhenTheSignerFails() throws {
    let error = try #require(throws: GitError.self) {
      try commit(signer: "#!/bin/sh\necho no key >&2\nexit 2\n")
    }
    #expect(error.kind == .signing)
    #expect(error.hint?.contains("commit.gpgsign=false") == true)
  }
}
