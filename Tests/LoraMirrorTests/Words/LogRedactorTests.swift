import LoraMirror
import Testing

private let redactor = LogRedactor(environment: [
  "HOME": "/srv/people/ada/", "CLICKUP_TOKEN": "a very odd/token",
  "WANDB_API_KEY": "0123456789abcdef",
  "SHORT_KEY": "true", "KEYBOARD": "qwertyuiop", "My_Secret": "s3cr3t-in-any-case",
  "DEPLOY_KEY": "first line of it\n  second line of it\n",
  "PATH": "/usr/local/bin:/usr/bin", "DB_PASSWORD": "0123456789abcdef-and-more",
])

private let hex40 = "9fceb02c0d2a1e4b8a6f3d5c7e9b1a2d3f4c5e6a"
private let jwt =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"
private let mixed = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hI6"

@Test(arguments: [
  "pk_12345678_ABCDEFGHIJKLMNOPQRSTUVWXYZ123456", "pk_sandbox_fedcba9876543210",
  "ghp_\(mixed)", "gho_\(mixed)", "ghs_\(mixed)", "github_pat_11AAAAAAA0_\(mixed)",
  "glpat-aB3dE6gH9jK2mN5pQ8sT", "hf_\(mixed)", "AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE",
  "sk-\(mixed)", "sk-proj-\(mixed)-\(mixed)", "sk-ant-api03-\(mixed)", "xoxb-1234567890-abcdefghij",
  jwt, "npm_\(mixed)", "AIzaSyA-1234567890_abcdefghijklmnopqrst",
])
func tokensAreKnownByTheirShape(_ token: String) {
  for text in [
    "\(token)", "x=\(token).", "'\(token)'", "(\(token))", "a \(token)\nb", "模\(token)模",
  ] {
    let redacted = redactor.redact(text)
    #expect(!redacted.contains(token.prefix(14)))
    #expect(redacted == text.replacing(token, with: "[redacted]"))
  }
}

@Test(arguments: [
  "commit \(hex40)", "Lora-Source: \(hex40)", "sha256:\(hex40)\(hex40.prefix(24))",
  "pk_users_2024_customer_id", "pk_id", "hf_transfer", "HF_HUB_OFFLINE=1",
  "hf_hub_download_to_folder",
  "sk-learn", "sk-image-resize-2024-11-24-v2", "task-\(mixed)", "risk-\(hex40)",
  "AKIAIOSFODNN7EXAMPLEX", "AKIAIOSFODNN7EXAMPL", "BAKIAIOSFODNN7EXAMPLE", "xoxo-hugs-and-kisses",
  "eyJhbGciOiJI", "eyJ.eyJ.x", "glpat-short", "bearer of bad news", "Bearer authentication is on",
  "ghp_tooshort1", "my_ghp_\(mixed)", "Authorization failed", "pad_token=<|endoftext|>",
  "PAD_TOKEN=<pad>", "MAX_KEY=512", "eos_token: </s>", "num_key_value_heads: 8", "KEY: step",
  "loss=1.2345678901234567 lr=2e-4", "https://host/path@2x.png?size=3&tokens=5",
  "ssh://git@host/org/repo.git", "git@github.com:org/repo.git", "mail ada@example.com now",
  "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "the value is true", "qwertyuiop",
  "/rootfs/x", "/data/home/x", "x/root/y", "~/home/x", "/homes/ada", "/home/", "and/or/root",
  "/srv/people/adam/x", "/srv/people", "C:\\Windows\\Users", "a\tb 100%|██████████| 5/5",
])
func whatOnlyLooksLikeASecretStays(_ text: String) { #expect(redactor.redact(text) == text) }

@Test(arguments: [
  ("Authorization: Basic dXNlcjpwYXNz", "Authorization: [redacted]"),
  ("> authorization: pk_x\n< ok", "> authorization: [redacted]\n< ok"),
  (
    "{'Authorization': 'Token abc', 'Accept': 'x'}",
    "{'Authorization': '[redacted]', 'Accept': 'x'}"
  ),
  (#"{\"authorization\":\"abc\",\"x\":1}"#, #"{\"authorization\":\"[redacted]\",\"x\":1}"#),
  ("Proxy-Authorization: abc", "Proxy-Authorization: [redacted]"),
  ("PRIVATE-TOKEN: abc", "PRIVATE-TOKEN: [redacted]"),
  ("Set-Cookie: sid=1; Path=/", "Set-Cookie: [redacted]"),
  ("sent Bearer abc123def456", "sent Bearer [redacted]"),
  ("HF_TOKEN=abcd", "HF_TOKEN=[redacted]"),
  ("export X_API_KEY='a b c d'", "export X_API_KEY='[redacted]'"),
  (#""DB_PASSWORD": "hunter2","#, #""DB_PASSWORD": "[redacted]","#),
  ("MY_SECRET : p4ss, OTHER=1", "MY_SECRET : [redacted], OTHER=1"),
  ("PASSWORD=hunter2", "PASSWORD=[redacted]"),
  ("https://user:pa@ss@host/x", "https://[redacted]@host/x"),
  ("https://oauth2@host/x", "https://[redacted]@host/x"),
  ("fatal: 'https://u:p@host/r.git/': 403", "fatal: 'https://[redacted]@host/r.git/': 403"),
  ("ssh://git:pw@host/x", "ssh://[redacted]@host/x"),
  ("postgres://u:p@db:5432/x", "postgres://[redacted]@db:5432/x"),
  (
    "https://s3/x?X-Amz-Date=1&X-Amz-Signature=ab%2F&y=2",
    "https://s3/x?X-Amz-Date=1&X-Amz-Signature=[redacted]&y=2"
  ),
  ("GET /x?token=abc HTTP/1.1", "GET /x?token=[redacted] HTTP/1.1"),
])
func whatStandsBesideItsNameIsTaken(_ text: String, _ wanted: String) {
  #expect(redactor.redact(text) == wanted)
}

@Test(arguments: [
  ("token 'a very odd/token' used", "token '[redacted]' used"),
  ("q=a%20very%20odd%2Ftoken", "q=[redacted]"),
  ("key 0123456789abcdef-and-more", "key [redacted]"), ("key 0123456789abcdef", "key [redacted]"),
  ("s3cr3t-in-any-case", "[redacted]"), ("\tsecond line of it", "\t[redacted]"),
])
func theValuesOfSecretVariablesAreTaken(_ text: String, _ wanted: String) {
  #expect(redactor.redact(text) == wanted)
}

private let key =
  "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nabc/+=\n-----END RSA PRIVATE KEY-----"

@Test(arguments: [
  ("a\n\(key)\nb", "a\n[redacted]\nb"), (key, "[redacted]"),
  ("a\n-----BEGIN PRIVATE KEY-----\nMIIEpAIB\nAAKCAQEA", "a\n[redacted]"),
  (
    "a\n-----BEGIN PRIVATE KEY-----\nMIIEpAIB\nwhat happened: nothing",
    "a\n[redacted]what happened: nothing"
  ),
  ("it was:\nMIIEpAIB\nAAKCAQEA\n-----END PRIVATE KEY-----\nb", "it was:\n[redacted]\nb"),
  (
    #"{"k":"-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"}"#,
    #"{"k":"[redacted]\n"}"#
  ),
  (
    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3B\n-----END OPENSSH PRIVATE KEY-----",
    "[redacted]"
  ),
])
func privateKeysGoAsAWhole(_ text: String, _ wanted: String) {
  #expect(redactor.redact(text) == wanted)
}

@Test(arguments: [
  ("/home/ada/x.py", "~/x.py"), ("at /root", "at ~"), ("\"/root/.cache\"", "\"~/.cache\""),
  ("/Users/ada.l/x", "~/x"), ("file:///home/ada/x", "file://~/x"),
  ("PATH=/home/a:/home/b/bin", "PATH=~:~/bin"),
  ("/srv/people/ada/data", "~/data"), ("C:\\Users\\Ada\\x", "~\\x"), ("/home/学生/x", "~/x"),
  ("open('/home/ada')", "open('~')"),
])
func homesHaveNoName(_ text: String, _ wanted: String) { #expect(redactor.redact(text) == wanted) }

@Test(arguments: [
  ("\u{1B}[1;31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{7}x", "x"),
  ("\u{1B}]8;;http://x\u{1B}\\y", "y"),
  ("a\u{9B}2Jb", "ab"), ("\u{1B}(Bx", "x"), ("\u{1B}=x", "x"), ("end\u{1B}", "end"),
  ("\u{1B}]0;cut\nnext", "\nnext"), ("gh\u{1B}[0mp_\(mixed)", "[redacted]"), ("\u{1B}[", ""),
  ("a\u{0}b\u{202E}c", "a␀b⟨U+202E⟩c"), ("a\r\nb", "a\nb"),
])
func nothingInALogActs(_ text: String, _ wanted: String) {
  #expect(redactor.redact(text) == wanted)
}

@Test func redactingTwiceChangesNothing() {
  let text = "HF_TOKEN=abcd https://u:p@h/ Authorization: x\n\(key)\n/home/ada Bearer \(mixed)"
  let once = redactor.redact(text)
  #expect(redactor.redact(once) == once)
}

@Test func theTailIsCutAfterRedacting() {
  let lines = (1...100).map { "line \($0) ghp_\(mixed)" }
  let tail = redactor.tail(of: lines.joined(separator: "\n"), limit: 100)
  #expect(tail == (96...100).map { "line \($0) [redacted]" }.joined(separator: "\n"))
  #expect(redactor.tail(of: "short", limit: 100) == "short")
}

@Test func anyBytesAreTaken() {
  var random = SystemRandomNumberGenerator()
  let parts = [
    "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "://", "@", "pk_", "eyJ", ".",
    "/home/",
    "\u{1B}[", "\n", "Authorization:", "A_KEY=", "'", "?token=", "x", "12345678901234567890", "%",
    "\u{9D}",
  ]
  for _ in 0..<2000 {
    let text = (0..<8).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    #expect(isPrintable(redactor.redact(text)), "\(text.debugDescription)")
  }
}
