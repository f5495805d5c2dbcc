import COpenSSL

/// An incremental SHA-256. libcrypto's, because it uses the processor's SHA instructions.
public final class SHA256 {
  private let context: OpaquePointer

  public init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto has no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  public func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  public func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest of everything given so far. Call once.
  public func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &bytes, nil)
    return Digest(bytes: bytes)
  }
}

extension Digest {
  public static func of(_ bytes: UnsafeRawBufferPointer) -> Digest {
    let hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  public static func of(_ bytes: some ContiguousBytes) -> Digest {
    bytes.withContiguousBytes { of($0) }
  }
}

/// Anything whose bytes lie in one piece of memory.
public protocol ContiguousBytes {
  func withContiguousBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R
}

extension [UInt8]: ContiguousBytes {
  public func withContiguousBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    withUnsafeBytes { body($0) }
  }
}

extension String: ContiguousBytes {
  public func withContiguousBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    var copy = self
    return copy.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}
