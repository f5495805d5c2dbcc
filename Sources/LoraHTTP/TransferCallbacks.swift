import CLibCurl
import Glibc

// What libcurl calls while it works on a transfer. The last argument is always the `Transfer`.

private func transfer(_ pointer: UnsafeMutableRawPointer?) -> Transfer? {
  pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

extension CurlHandle {
  /// Lets `transfer` be asked; the caller keeps it alive until the handle is reset.
  func setCallbacks(_ transfer: Transfer) {
    let pointer = Unmanaged.passUnretained(transfer).toOpaque()
    set(CURLOPT_HEADERFUNCTION, takeHeadLine)
    set(CURLOPT_WRITEFUNCTION, takeBody)
    set(CURLOPT_READFUNCTION, readBody)
    check(CLibCurl_set_seek_callback(handle, rewindBody))
    check(CLibCurl_set_socket_callback(handle, openSocket))
    check(CLibCurl_set_request_callback(handle, startRequest))
    for option in [
      CURLOPT_HEADERDATA, CURLOPT_WRITEDATA, CURLOPT_READDATA, CURLOPT_SEEKDATA,
      CURLOPT_OPENSOCKETDATA, CURLOPT_PREREQDATA,
    ] { set(option, pointer: pointer) }
  }
}

/// Anything but the whole count ends the transfer.
private let endTransfer = -1

private let takeHeadLine: curl_write_callback = { bytes, size, count, pointer in
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return transfer(pointer)?.incoming.take(headLine: line) == true ? line.count : endTransfer
}

private let takeBody: curl_write_callback = { bytes, size, count, pointer in
  let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return transfer(pointer)?.incoming.take(body: chunk) == true ? chunk.count : endTransfer
}

private let readBody: curl_write_callback = { bytes, size, count, pointer in
  let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
  return transfer(pointer)?.outgoing.read(into: buffer) ?? Int(CURL_READFUNC_ABORT)
}

private let rewindBody: curl_seek_callback = { pointer, offset, origin in
  guard offset == 0, origin == SEEK_SET, let transfer = transfer(pointer) else {
    return Int32(CURL_SEEKFUNC_FAIL)
  }
  transfer.outgoing.rewind()
  return Int32(CURL_SEEKFUNC_OK)
}

private let openSocket: curl_opensocket_callback = { pointer, _, target in
  let none: curl_socket_t = -1
  guard let target, let transfer = transfer(pointer) else { return none }
  // The address is longer than its declared type, so it is read where it lies.
  let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0
  let address = IPAddress(
    socketAddress: UnsafeRawPointer(target) + offset, family: target.pointee.family)
  guard transfer.mayConnect(to: address) else { return none }
  let closeOnExec = Int32(SOCK_CLOEXEC.rawValue)
  return socket(
    target.pointee.family, target.pointee.socktype | closeOnExec, target.pointee.protocol)
}

private let startRequest: curl_prereq_callback = { pointer, address, _, _, _ in
  let address = address.flatMap { IPAddress(String(cString: $0)) }
  return transfer(pointer)?.mayStart(at: address) == true
    ? Int32(CURL_PREREQFUNC_OK) : Int32(CURL_PREREQFUNC_ABORT)
}
