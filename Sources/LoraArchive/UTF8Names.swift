import Glibc

/// libarchive converts names to the encoding of the thread's locale, which for a program that never
/// calls `setlocale` is ASCII: for the length of `body` it is UTF-8.
func withUTF8Names<R>(_ body: () throws(ArchiveError) -> R) throws(ArchiveError) -> R {
  let characterTypes = Int32(1) << Int32(LC_CTYPE)
  guard let utf8 = newlocale(characterTypes, "C.UTF-8", nil) else {
    throw .file(operation: "use the locale", path: "C.UTF-8", code: errno)
  }
  let previous = uselocale(utf8)
  defer {
    uselocale(previous)
    freelocale(utf8)
  }
  return try body()
}
