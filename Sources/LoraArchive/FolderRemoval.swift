import FoundationEssentials

/// Takes away a folder that this program made, with everything below; links are not followed.
public enum FolderRemoval {
  public static func remove(_ folder: String) {
    try? FileManager.default.removeItem(atPath: folder)
  }
}
