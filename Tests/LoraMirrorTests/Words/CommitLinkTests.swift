import LoraMirror
import Testing

private let tree = "tree/\(commit)/output/x"

@Test(arguments: [
  ("https://github.com/org/repo.git", "https://github.com/org/repo/\(tree)"),
  ("https://github.com/org/repo", "https://github.com/org/repo/\(tree)"),
  ("https://github.com/org/repo/", "https://github.com/org/repo/\(tree)"),
  ("git@github.com:org/repo.git", "https://github.com/org/repo/\(tree)"),
  ("github.com:org/repo", "https://github.com/org/repo/\(tree)"),
  ("ssh://git@github.com/org/repo.git", "https://github.com/org/repo/\(tree)"),
  ("ssh://git@ssh.github.com:443/org/repo.git", "https://github.com/org/repo/\(tree)"),
  ("git+ssh://git@github.com/org/repo.git", "https://github.com/org/repo/\(tree)"),
  ("https://user:secret@github.com/org/repo.git", "https://github.com/org/repo/\(tree)"),
  ("https://user:se@cret@github.com/org/repo.git", "https://github.com/org/repo/\(tree)"),
  ("https://token@github.com:443/org/repo.git?x=1#y", "https://github.com/org/repo/\(tree)"),
  ("HTTPS://GitHub.com/Org/Repo.git", "https://github.com/Org/Repo/\(tree)"),
  ("https://gitlab.com/a/b/c.git", "https://gitlab.com/a/b/c/-/\(tree)"),
  ("git@gitlab.example.com:a/b.git", "https://gitlab.example.com/a/b/-/\(tree)"),
  ("https://github.example.com/a/b", "https://github.example.com/a/b/\(tree)"),
  ("ssh://git@gitea.lan:2222/a/b.git", "https://gitea.lan/a/b/src/commit/\(commit)/output/x"),
  ("http://gitea.lan:3000/a/b.git", "http://gitea.lan:3000/a/b/src/commit/\(commit)/output/x"),
  ("https://codeberg.org/a/b.git", "https://codeberg.org/a/b/src/commit/\(commit)/output/x"),
  (
    "https://git.forgejo.example/a/b",
    "https://git.forgejo.example/a/b/src/commit/\(commit)/output/x"
  ),
  ("https://bitbucket.org/a/b.git", "https://bitbucket.org/a/b/src/\(commit)/output/x"),
  ("https://gitlab.com/a/b%20c.git", "https://gitlab.com/a/b%20c/-/\(tree)"),
  ("git@gitlab.com:a/b c.git", "https://gitlab.com/a/b%20c/-/\(tree)"),
])
func aKnownHostHasAPageForEachCommit(_ remote: String, _ page: String) {
  #expect(CommitLink.page(remote: remote, commit: commit, folder: "output/x") == page)
}

@Test(arguments: [
  "/srv/git/repo.git", "../repo", "file:///srv/git/repo.git", "repo", "./a:b", "C:\\repos\\x",
  "C:/repos/x", "https://example.com/org/repo.git", "git@work:org/repo.git", "",
  "https://github.com/repo", "https://github.com", "https://github.com/../repo",
  "ftp://github.com/a/b",
  "https://notgithub.com/org/repo", "github.com:~/repo",
  "https://github.com/a/b%GG", "https://gith ub.com/a/b", "ext::sh -c github.com a/b",
  "https://example.com/github.com/org/repo",
])
func whereThereIsNoPageNoneIsMadeUp(_ remote: String) {
  #expect(CommitLink.page(remote: remote, commit: commit, folder: "output/x") == nil)
}

@Test func aTemplateServesOtherHosts() {
  let template = "https://git.example/r?c={commit}&p={path}"
  func page(_ remote: String, _ template: String, oid: String? = nil) -> String? {
    CommitLink.page(
      remote: remote, commit: commit, folder: "output/模 型", oid: oid, template: template)
  }
  #expect(
    page("git@work:org/repo.git", template)
      == "https://git.example/r?c=\(commit)&p=output/%E6%A8%A1%20%E5%9E%8B")
  #expect(
    page("https://gitlab.example.com/a/b", template)?.hasPrefix("https://git.example/") == true)
  #expect(page("git@github.com:a/b.git", template)?.hasPrefix("https://github.com/a/b/") == true)
  #expect(page("/srv/git/repo", template)?.hasPrefix("https://git.example/") == true)
  #expect(CommitLink.page(remote: "/srv/git/repo", commit: commit, folder: "x") == nil)
  #expect(page("git@work:o/r", "https://x/{oid}/{commit}/{path}") == nil)
  #expect(
    page("git@work:o/r", "https://x/{oid}/{commit}", oid: "{path}")
      == "https://x/{path}/\(commit)")
  #expect(page("git@work:o/r", "javascript:{commit}{path}") == nil)
}

@Test func aRunAtTheTopOfTheTreeHasAPageToo() {
  #expect(
    CommitLink.page(remote: "git@github.com:a/b", commit: commit, folder: "")
      == "https://github.com/a/b/tree/\(commit)")
}
