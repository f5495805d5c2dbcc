import Foundation
import LoraArchive
import LoraClickUp
import LoraHTTP
import LoraIntake
import TestSupport

/// A task, a file host and a folder to pull into.
final class Studio {
  let board = OneTask()
  let server: FileServer
  let place: TemporaryFolder
  var folder: String { place.path + "/data" }
  /// Seconds that were waited for, not spent.
  private(set) var waits: [Double] = []
  private(set) var progress: [PullProgress] = []

  init() throws {
    server = try FileServer()
    place = try TemporaryFolder()
  }

  /// Attaches what lies at `path` of the server; each attachment is a second younger than the last.
  @discardableResult
  func attach(
    _ title: String, at path: String, size: Int?, id: String? = nil, user: ClickUpUser? = nil,
    comment: String? = nil, isDeleted: Bool = false, isHidden: Bool = false, isFolder: Bool = false
  ) -> String {
    let number = board.task.attachments.count + 1
    let id = id ?? "0000000\(number)-aaaa-bbbb.png"
    let address = path.contains(":") ? path : server.address(path)
    board.task.attachments.append(
      TaskAttachment(
        id: id, title: title, size: size, date: 1_712_620_800_000 + number * 1000, url: address,
        user: user ?? ClickUpUser(id: 7, name: "Ada"), comment: comment, isDeleted: isDeleted,
        isHidden: isHidden, isFolder: isFolder))
    return id
  }

  /// Attaches a file of this machine.
  func attach(_ title: String, file path: String) throws {
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    let encoded = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    attach(title, at: "/d" + encoded, size: size)
  }

  var request: PullRequest {
    PullRequest(place: .folder(folder))
  }

  @discardableResult
  func pull(
    isSandbox: Bool = true, _ change: (inout PullRequest) -> Void = { _ in }
  ) throws -> PullOutcome {
    var request = request
    change(&request)
    return try DataPull(
      service: board, hosts: FileHosts(isSandbox: isSandbox, environment: [:]),
      transport: CurlTransport(environment: [:]), pause: { self.waits.append($0) }
    ).run(request, on: board.task(TaskID(board.task.id))) { self.progress.append($0) }
  }

  func read(_ name: String) throws -> [UInt8] { try place.read("data/" + name) }

  /// Everything in the data folder, hidden or not, folders left out.
  var files: [String] {
    let paths = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    return paths.filter {
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(
        atPath: folder + "/" + $0, isDirectory: &isFolder)
      return isThere && !isFolder.boolValue
    }.sorted()
  }
}

extension PullOutcome {
  var names: [String] { fetched.map(\.name) }
}
