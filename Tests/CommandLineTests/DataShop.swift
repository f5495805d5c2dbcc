import Foundation
import LoraProcess
import TestSupport

/// A workshop whose data comes from a task: a board, and a host for the task's files.
final class DataShop {
  let shop: Workshop
  private let place: TemporaryFolder
  private let host: ChildProcess
  private let port: Int
  private(set) var attachments: [String] = []
  /// How many there have been: each has a number of its own.
  private var attached = 0

  struct DidNotStart: Error {}

  init() throws {
    shop = try Workshop(config: Workshop.config + "clickup_task: 86a3kx9d2\n")
    place = try TemporaryFolder()
    let portFile = place.path + "/port"
    host = try ChildProcess(
      Command(
        "python3",
        ["-B", LoraTrainBench.tests + "/LoraIntakeTests/Scripts/fileserver.py", portFile],
        output: .discard, errors: .discard))
    var found: Int?
    while found == nil, try host.poll() == nil {
      found = (try? String(contentsOfFile: portFile, encoding: .utf8)).flatMap { Int($0) }
      usleep(5_000)
    }
    guard let found else { throw DidNotStart() }
    port = found
  }

  deinit {
    host.signal(SIGTERM)
    _ = try? host.wait()
  }

  /// Attaches what lies at `path` of the host, or at an address; `more` is JSON for other members.
  func attach(_ title: String, _ path: String, size: Int, more: String = "") {
    let url = path.contains("://") ? path : "http://127.0.0.1:\(port)\(path)"
    attached += 1
    let number = attached
    attachments.append(
      #"""
      {"id":"\#(number)0000000-aa.x","title":"\#(title)","size":\#(size),"url":"\#(url)","type":1,
      "date":"171262080\#(number)000","user":{"id":5,"username":"Bo"}\#(more)}
      """#)
  }

  /// Attaches a zip of these files.
  func attachArchive(_ title: String, _ files: [String]) throws {
    let path = place.path + "/\(attachments.count).zip"
    _ = try Command(
      "python3",
      [
        "-c",
        """
        import sys, zipfile
        with zipfile.ZipFile(sys.argv[1], "w") as archive:
            for name in sys.argv[2:]:
                archive.writestr(name, "x")
        """, path,
      ] + files
    ).run()
    let size = try Data(contentsOf: URL(fileURLWithPath: path)).count
    let encoded = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    attach(title, "/d" + encoded, size: size)
  }

  func detach(_ index: Int) { attachments.remove(at: index) }

  /// The board as it is now.
  func board() throws -> BoardServer {
    try BoardServer([
      "GET /task/86a3kx9d2": #"""
      {"id":"86a3kx9d2","custom_id":"DEV-12","name":"Neon 街","status":{"status":"to do",
      "type":"open"},"list":{"id":"7","name":"Training"},"date_created":"1712620800000",
      "url":"https://app.clickup.com/t/86a3kx9d2",
      "attachments":[\#(attachments.joined(separator: ","))]}
      """#
    ])
  }

  func pull(_ words: String..., task: String = "86a3kx9d2") throws -> Output {
    let board = try board()
    return try withExtendedLifetime(board) {
      try Workshop.lora(
        ["pull-data", task] + words, in: shop.path, variables: board.environment)
    }
  }

  func files(below folder: String) -> [String] {
    let all = FileManager.default.enumerator(atPath: shop.path + "/" + folder)?.allObjects
    return (all as? [String] ?? []).sorted()
  }
}
