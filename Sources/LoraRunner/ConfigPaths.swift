import LoraFiles

extension Workplace {
  /// The configs that the team's patterns name, sorted by bytes, as below the top of the working
  /// tree. A symbolic link is one of them under its own name, wherever it leads; links to folders
  /// are not entered, as Git does not enter them.
  ///
  /// - Returns: also those, and folders that could hold some (with a slash), whose names are no
  ///   UTF-8: such bytes escaped, for messages.
  public func configPaths() throws(RunFailure) -> (paths: [String], unreadable: [String]) {
    let listing = FolderListing(of: try top(), links: .listed, skipping: [".git"])
    let unreadable = listing.unreadable.filter { path in
      settings.isConfig(path)
        || path.utf8.last == UInt8(ascii: "/") && settings.isConfig(path + "x.yaml")
    }
    return (listing.paths.filter(settings.isConfig), unreadable)
  }
}
