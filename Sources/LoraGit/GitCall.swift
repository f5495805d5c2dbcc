import CLibGit2

/// Calls libgit2 and turns a negative status into an error that names the C function.
///
/// - Parameter what: what was asked for, in words, to stand before libgit2's own message.
@discardableResult
func call(_ function: String, _ what: @autoclosure () -> String = "", _ body: () -> Int32)
  throws(GitError) -> Int32
{
  let code = body()
  if code >= 0 { return code }
  let reason = git_error_last().flatMap { $0.pointee.message.map { String(cString: $0) } }
  let words = [what(), reason ?? "libgit2 error \(code)"].filter { !$0.isEmpty }
  throw GitError(GitError.Kind(libgit2: code), function, words.joined(separator: ": "))
}

/// The same for the functions that hand out a pointer.
func object(
  _ function: String, _ what: @autoclosure () -> String = "",
  _ body: (inout OpaquePointer?) -> Int32
) throws(GitError) -> OpaquePointer {
  var pointer: OpaquePointer?
  try call(function, what()) { body(&pointer) }
  guard let pointer else { throw GitError(.other, function, "libgit2 returned nothing") }
  return pointer
}

extension GitError.Kind {
  init(libgit2 code: Int32) {
    switch git_error_code(code) {
    case GIT_ENOTFOUND, GIT_EUNBORNBRANCH, GIT_EPEEL: self = .notFound
    case GIT_EEXISTS, GIT_EDIRECTORY: self = .exists
    case GIT_EMODIFIED: self = .moved
    case GIT_ELOCKED: self = .locked
    case GIT_EINVALIDSPEC, GIT_EAMBIGUOUS: self = .invalidName
    case GIT_EUNMERGED: self = .unmerged
    default: self = .other
    }
  }
}
