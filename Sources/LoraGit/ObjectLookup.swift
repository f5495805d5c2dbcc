/// Looks an object up by its id. What is wrong with one concerns whoever cares for the repository,
/// so the words are Git's terms and not the library's.
///
/// - Parameter kind: `blob`, `tree` or `commit`.
func lookup(
  _ function: String, _ kind: String, _ id: ObjectID, _ body: (inout OpaquePointer?) -> Int32
) throws(GitError) -> OpaquePointer {
  do { return try object(function, "", body) } catch {
    let isMissing = error.kind == .notFound
    throw GitError(
      error.kind, function,
      isMissing
        ? "the Git \(kind) \(id) is missing"
        : "the Git \(kind) \(id) cannot be read (\(error.message))",
      hint: "git fsck names what is lost; a fresh clone of a remote that has it is whole")
  }
}
