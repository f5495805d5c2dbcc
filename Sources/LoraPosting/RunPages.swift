import LoraHTTP
import LoraMirror
import LoraSharing
import LoraStore

/// Where others find a run: on the web page of a remote that has all of it.
struct RunPages {
  let store: RunStore
  /// `clickup.link`
  let template: String?
  let http: any HTTPTransport

  func whereabouts(of version: LandedVersion) -> RunWhereabouts {
    let standing: Publication
    do {
      standing = try PublicationCheck(store, http: http).check(try store.run(version.commit))
    } catch { return .waiting("\(error)") }
    switch standing {
    case .published(_, let address):
      return .published(
        link: CommitLink.page(
          remote: address, commit: version.commit, folder: version.folder,
          oid: version.adapter?.hex, template: template))
    case .unpublished(let reason), .unknown(let reason): return .waiting(reason)
    }
  }
}
