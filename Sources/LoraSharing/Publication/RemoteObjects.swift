import LoraGit
import LoraHTTP
import LoraProcess
import LoraStore

/// Whether a remote has LFS objects, as its LFS server says.
struct RemoteObjects {
  let remote: Remote
  let transport: Transport
  let http: any HTTPTransport

  func standing(of pointers: [LFSPointer]) throws(SharingError) -> RemoteStanding {
    let endpoint: LFSEndpoint
    switch try LFSEndpoint.find(of: remote, through: transport) {
    case .found(let found): endpoint = found
    case .none(let words): return .unknown(words)
    }
    if let folders = endpoint.folders { return standing(of: pointers, in: folders) }
    do throws(LFSServerError) {
      let session = try LFSSession(endpoint, transport: transport, http: http)
      let missing = try LFSBatch(session: session).missing(pointers)
      return missing.isEmpty ? .has : lacks(missing)
    } catch {
      return .unknown("the LFS server of \(remote.name) \(error.words)")
    }
  }

  private func standing(of pointers: [LFSPointer], in folders: [String]) -> RemoteStanding {
    let places = folders.flatMap { [$0, $0 + "/.git"] }
    guard let place = places.first(where: FolderRepository.isOne) else {
      return .unknown("\(remote.name) is not where it should be: \(folders[0])")
    }
    let objects = LFSObjects(folder: FolderRepository.storage(of: place, through: transport))
    let missing = pointers.filter { !objects.contains($0) }
    return missing.isEmpty ? .has : lacks(missing)
  }

  private func lacks(_ missing: [LFSPointer]) -> RemoteStanding {
    .lacks(
      "\(remote.name) has the commit and lacks \(missing.count) of its LFS objects, the first is "
        + (missing.first?.digest.hex ?? ""))
  }
}
