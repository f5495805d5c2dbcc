import Glibc

/// What came through one pipe so far; `descriptor` is nil from its end on.
struct CapturedStream {
  var descriptor: Descriptor?
  var bytes: [UInt8] = []

  /// Reads all streams to their ends, each as soon as it has something.
  static func readAll(
    _ streams: inout [CapturedStream], of program: String, until deadline: Deadline
  ) throws(ProcessError) {
    while true {
      let open = streams.indices.filter { streams[$0].descriptor != nil }
      if open.isEmpty { return }
      var waiting = open.map {
        pollfd(fd: streams[$0].descriptor!.number, events: Int16(POLLIN), revents: 0)
      }
      let ready = poll(&waiting, nfds_t(waiting.count), deadline.milliseconds)
      if ready < 0 && errno != EINTR {
        throw .system(call: "poll", program: program, code: errno)
      }
      if ready <= 0 {
        if let limit = deadline.passed { throw .timeOut(program: program, seconds: limit) }
        continue
      }
      for (index, ready) in zip(open, waiting) where ready.revents != 0 {
        try streams[index].readOnce(of: program)
      }
    }
  }

  private mutating func readOnce(of program: String) throws(ProcessError) {
    guard let descriptor else { return }
    var failure: Int32 = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      let got = read(descriptor.number, buffer.baseAddress, buffer.count)
      failure = got < 0 ? errno : 0
      count = max(got, 0)
    }
    if failure == EINTR { return }
    guard failure == 0 else { throw .system(call: "read", program: program, code: failure) }
    if chunk.isEmpty { self.descriptor = nil } else { bytes += chunk }
  }
}
