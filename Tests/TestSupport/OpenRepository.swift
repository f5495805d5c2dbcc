public import LoraGit

extension TemporaryRepository {
  /// The repository as this package opens it, from `folder` or the top of the working tree.
  public func open(from folder: String? = nil, variables: [String: String] = [:]) throws
    -> Repository
  {
    try Repository(
      GitEnvironment.discover(
        from: folder ?? path, variables: Self.variables.merging(variables) { $1 }))
  }
}
