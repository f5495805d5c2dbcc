import FoundationEssentials
import LoraHTTP
import LoraStore

/// Git LFS's batch API (`docs/api/batch.md` of git-lfs), asked for downloads.
struct LFSBatch {
  let session: LFSSession

  /// As many as git-lfs asks for at once.
  private static let size = 100

  /// Those of `pointers` that the server could not hand out with their size.
  func missing(_ pointers: [LFSPointer]) throws(LFSServerError) -> [LFSPointer] {
    var missing: [LFSPointer] = []
    var rest = pointers[...]
    while !rest.isEmpty {
      missing += try ask(Array(rest.prefix(Self.size)))
      rest = rest.dropFirst(Self.size)
    }
    return missing
  }

  private func ask(_ pointers: [LFSPointer]) throws(LFSServerError) -> [LFSPointer] {
    let question = Question(
      objects: pointers.map { Question.Object(oid: $0.digest.hex, size: $0.bytes) })
    let response: HTTPResponse
    let answer: Answer
    do {
      response = try session.post(Array(try JSONEncoder().encode(question)), to: "/objects/batch")
      guard response.head.isSuccess else {
        throw LFSServerError(words: "answered \(response.status)")
      }
      answer = try JSONDecoder().decode(Answer.self, from: Data(response.body))
    } catch let error as LFSServerError {
      throw error
    } catch {
      throw LFSServerError(words: "answered something that is no LFS")
    }
    let objects = Dictionary(answer.objects.map { ($0.oid, $0) }) { first, _ in first }
    var missing: [LFSPointer] = []
    for pointer in pointers where try !has(pointer, objects[pointer.digest.hex]) {
      missing.append(pointer)
    }
    return missing
  }

  private func has(_ pointer: LFSPointer, _ object: Answer.Object?) throws(LFSServerError) -> Bool {
    guard let object else { throw LFSServerError(words: "left objects out of its answer") }
    guard let error = object.error else {
      return object.actions?["download"] != nil && object.size == pointer.bytes
    }
    // 404 not there, 410 removed, 422 another size.
    guard [404, 410, 422].contains(error.code) else {
      throw LFSServerError(words: "answered \(error.code) for an object")
    }
    return false
  }

  private struct Question: Encodable {
    struct Object: Encodable {
      let oid: String
      let size: Int
    }

    let operation = "download"
    let transfers = ["basic"]
    let objects: [Object]
  }

  private struct Answer: Decodable {
    struct Object: Decodable {
      struct Failure: Decodable {
        let code: Int
      }

      struct Action: Decodable {}

      let oid: String
      let size: Int?
      let actions: [String: Action]?
      let error: Failure?
    }

    let objects: [Object]
  }
}
