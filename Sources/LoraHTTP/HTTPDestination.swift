/// Where the body of an answer goes, and how many bytes of it (decoded) are taken at most.
public enum HTTPDestination {
  case memory(upTo: Int)
  /// Written to an open descriptor at its position; the caller closes it.
  case descriptor(Int32, upTo: Int)
  /// Handed over as it comes; false ends the request with `HTTPError.Kind.stopped`.
  case chunks(upTo: Int, (UnsafeRawBufferPointer) -> Bool)

  /// Four megabytes in memory: more than any answer of a JSON interface.
  public static var small: HTTPDestination { .memory(upTo: 4 << 20) }

  var limit: Int {
    switch self {
    case .memory(let limit), .descriptor(_, let limit), .chunks(let limit, _): limit
    }
  }
}
