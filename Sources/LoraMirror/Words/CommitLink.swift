import LoraExperiment
import LoraNames

/// The web page of a commit, for everyone who can see the repository in a browser.
///
/// It names the commit and never a branch, so that it shows the same for ever; it holds no user
/// part, no query and no signature of the remote's address.
public enum CommitLink {
  /// - Parameters:
  ///   - remote: the remote's address as Git has it. A path or `file://` has no web page but the
  ///     one that the template gives it.
  ///   - commit: 40 digits.
  ///   - folder: what to show, below the top of the tree.
  ///   - oid: the SHA-256 of the weights, for a template that wants it.
  ///   - template: `clickup.link`, for hosts not known by name.
  /// - Returns: nil when there is no page.
  public static func page(
    remote: String, commit: String, folder: String, oid: String? = nil, template: String? = nil
  ) -> String? {
    let path = folder.pathComponents.map(PercentEncoding.encoded).joined(separator: "/")
    guard let address = RemoteAddress(remote) else {
      return template.flatMap { filled($0, commit: commit, path: path, oid: oid) }
    }
    if let host = WebHost(named: address.host) { return host.page(address, commit, path) }
    if let template { return filled(template, commit: commit, path: path, oid: oid) }
    return WebHost(likeIn: address.host)?.page(address, commit, path)
  }

  private static func filled(_ template: String, commit: String, path: String, oid: String?)
    -> String?
  {
    let isAddress = template.hasPrefix("https://") || template.hasPrefix("http://")
    guard isAddress, oid != nil || !template.contains("{oid}") else { return nil }
    return template.replacing("{commit}", with: commit).replacing("{path}", with: path)
      .replacing("{oid}", with: oid ?? "")
  }
}

/// Software that shows repositories in a browser, by the form of its addresses.
private enum WebHost {
  case github, gitlab, gitea, bitbucket

  private static let names: [String: WebHost] = [
    "github.com": .github, "gitlab.com": .gitlab, "codeberg.org": .gitea, "gitea.com": .gitea,
    "bitbucket.org": .bitbucket, "gitlab.gnome.org": .gitlab, "salsa.debian.org": .gitlab,
    "invent.kde.org": .gitlab, "framagit.org": .gitlab, "gitee.com": .github,
  ]

  init?(named host: String) {
    guard let found = Self.names[host] else { return nil }
    self = found
  }

  /// `gitlab.example.com` says what it is.
  init?(likeIn host: String) {
    let labels = host.split(separator: ".").dropLast()
    for (label, kind) in [
      ("github", WebHost.github), ("gitlab", .gitlab), ("gitea", .gitea), ("forgejo", .gitea),
    ] where labels.contains(Substring(label)) || host == label {
      self = kind
      return
    }
    return nil
  }

  func page(_ address: RemoteAddress, _ commit: String, _ path: String) -> String? {
    // Each needs an owner and a name.
    guard address.path.count >= 2 else { return nil }
    let repository = address.webPage
    let tail = path.isEmpty ? "" : "/" + path
    switch self {
    case .github: return "\(repository)/tree/\(commit)\(tail)"
    case .gitlab: return "\(repository)/-/tree/\(commit)\(tail)"
    case .gitea: return "\(repository)/src/commit/\(commit)\(tail)"
    case .bitbucket: return "\(repository)/src/\(commit)\(tail)"
    }
  }
}
