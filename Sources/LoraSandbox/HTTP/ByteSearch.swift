import Glibc

enum ByteSearch {
  /// Where `needle` begins in `bytes`. By the C library, because a gigabyte is searched.
  static func first(_ needle: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { hay in
      guard let base = hay.baseAddress, let head = needle.first else { return nil }
      var place = 0
      while hay.count - place >= needle.count {
        let room = hay.count - place - needle.count + 1
        guard let hit = memchr(base + place, Int32(head), room) else { return nil }
        if memcmp(hit, needle, needle.count) == 0 { return UnsafeRawPointer(hit) - base }
        place = UnsafeRawPointer(hit) - base + 1
      }
      return nil
    }
  }
}
