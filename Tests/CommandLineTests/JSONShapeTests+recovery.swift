import LoraJSON

/// The answers about runs whose process is gone.
extension JSONShapeTests {
  static let recover = JSONShape.object([
    "format": .integer,
    "runs": .list(
      .object([
        "id": .string, "name": .string, "branch": .optional(.string), "outcome": .string,
        "commit": .optional(.string), "state": .optional(.string), "reason": .optional(.string),
      ])),
  ])

  static let discard = JSONShape.object([
    "format": .integer, "id": .string, "name": .string, "files": .integer, "bytes": .integer,
    "commit": .optional(.string),
  ])

  static let gc = JSONShape.object([
    "format": .integer, "freed": .boolean, "bytes": .integer,
    "garbage": .list(
      .object([
        "kind": .string, "path": .string, "bytes": .integer, "run": .optional(.string),
      ])),
  ])

  static let recoveryShapes = [
    (heading: "recover", shape: recover), ("discard", discard), ("gc", gc),
  ]
}

extension JSONWorkshop {
  /// What is said while the last run of `voice` is on no branch, and another's beginning is gone.
  func answersAboutStrandedRuns() throws -> (status: JSONValue, recover: JSONValue) {
    let branch = "refs/heads/runs/voice"
    let tip = try shop.git("rev-parse", branch).line
    try shop.git("update-ref", "refs/lora/active/\(try lastRun())", tip)
    try shop.git("update-ref", branch, tip + "~1")
    try shop.repository.write(
      ".git/lora/runs/\(String(repeating: "a", count: 32))/output/weights", "1")
    return (try answer("status", "--json"), try answer("recover", "--all", "--json"))
  }

  /// The last run of `voice`, which is on its branch, has its active reference once more.
  func discarding() throws -> JSONValue {
    let id = try lastRun()
    try shop.git("update-ref", "refs/lora/active/" + id, "runs/voice")
    return try answer("discard", "--yes", String(id.prefix(8)), "--json")
  }

  private func lastRun() throws -> String {
    try shop.git("log", "-1", "--format=%(trailers:key=Lora-Id,valueonly)", "runs/voice").line
  }
}
