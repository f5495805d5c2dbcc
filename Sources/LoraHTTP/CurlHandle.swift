import CLibCurl
import Glibc

/// One easy handle. It keeps its connections and looked-up names from one transfer to the next.
final class CurlHandle {
  let handle: UnsafeMutableRawPointer
  private let words: UnsafeMutablePointer<CChar>
  private var headerLines: UnsafeMutablePointer<curl_slist>?

  private static let isReady = curl_global_init(Int(CURL_GLOBAL_SSL)) == CURLE_OK

  init() {
    guard Self.isReady, let handle = curl_easy_init() else {
      preconditionFailure("libcurl does not start")
    }
    self.handle = handle
    words = .allocate(capacity: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(headerLines)
    words.deallocate()
  }

  /// Forgets all settings, so that none outlives its request.
  func reset() {
    curl_easy_reset(handle)
    curl_slist_free_all(headerLines)
    headerLines = nil
    words.pointee = 0
    set(CURLOPT_ERRORBUFFER, pointer: words)
  }

  func set(_ option: CURLoption, _ value: String) {
    check(CLibCurl_set_string(handle, option, value))
  }

  func set(_ option: CURLoption, _ value: Int) { check(CLibCurl_set_long(handle, option, value)) }

  func set(_ option: CURLoption, offset value: Int) {
    check(CLibCurl_set_offset(handle, option, curl_off_t(value)))
  }

  func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer?) {
    check(CLibCurl_set_pointer(handle, option, pointer))
  }

  func set(_ option: CURLoption, _ callback: @escaping curl_write_callback) {
    check(CLibCurl_set_bytes_callback(handle, option, callback))
  }

  /// `Name: value` lines; `Name:` alone takes away a header that libcurl would add.
  func set(headerLines lines: [String]) {
    for line in lines { headerLines = curl_slist_append(headerLines, line) }
    set(CURLOPT_HTTPHEADER, pointer: headerLines)
  }

  func perform() -> CURLcode { curl_easy_perform(handle) }

  /// What libcurl says about a failure. Of a proxy's address it may quote user and password.
  func explanation(of code: CURLcode) -> String {
    let text =
      words.pointee != 0 ? String(cString: words) : String(cString: curl_easy_strerror(code))
    return AddressUser.removed(from: text)
  }

  /// The peer of the last connection.
  var address: IPAddress? {
    var text: UnsafePointer<CChar>?
    guard CLibCurl_get_string(handle, CURLINFO_PRIMARY_IP, &text) == CURLE_OK else { return nil }
    return text.flatMap { IPAddress(String(cString: $0)) }
  }

  /// What a proxy last answered to CONNECT; 0: there was none, or it said nothing.
  var proxyStatus: Int {
    var status = 0
    CLibCurl_get_long(handle, CURLINFO_HTTP_CONNECTCODE, &status)
    return status
  }

  /// Bytes of body that went to the network.
  var uploaded: Int {
    var count: curl_off_t = 0
    CLibCurl_get_offset(handle, CURLINFO_SIZE_UPLOAD_T, &count)
    return Int(count)
  }

  func check(_ code: CURLcode) {
    precondition(code == CURLE_OK, "libcurl refuses a setting: \(explanation(of: code))")
  }
}
