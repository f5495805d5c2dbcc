import Glibc

/// The table at the end of a zip (PKWARE's APPNOTE 4.3.12, 4.3.16), read beside libarchive for what
/// libarchive does not tell: where the names come from, and whether they agree with those in front
/// of the data. What a viewer lists is then what gets unpacked.
struct ZipDirectory {
  /// Whether a Windows program wrote it: names without a mark are then in its code page.
  let isFromWindows: Bool
  let count: Int

  /// A hundred thousand names of three hundred bytes.
  private static let longest = 64 << 20

  init(_ file: ArchiveFile, limits: ArchiveLimits) throws(ArchiveError) {
    let place = try Self.place(in: file)
    guard place.bytes <= Self.longest else { throw .tooManyEntries(limit: limits.entries) }
    let table = try file.read(place.bytes, at: place.offset)
    var record = table[...]
    var systems: Set<UInt8> = []
    var count = 0
    while record.starts(with: Mark.record) {
      guard count < limits.entries else { throw .tooManyEntries(limit: limits.entries) }
      let entry = try Entry(record)
      try entry.checkName(in: file)
      systems.insert(entry.system)
      count += 1
      record = record.dropFirst(entry.length)
    }
    self.count = count
    isFromWindows = systems.contains { [0, 10, 14].contains($0) }
  }

  private enum Mark {
    static let record: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
    static let local: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    static let end: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    static let largeEnd: [UInt8] = [0x50, 0x4B, 0x06, 0x06]
    static let largeLocator: [UInt8] = [0x50, 0x4B, 0x06, 0x07]
  }

  private static let cut = ArchiveError.damaged("its table of contents is missing")

  private static func place(in file: ArchiveFile) throws(ArchiveError) -> (
    offset: Int, bytes: Int
  ) {
    // The end record and the longest comment that may follow it.
    let start = max(0, file.bytes - 22 - 0xFFFF)
    let tail = try file.read(file.bytes - start, at: start)
    guard
      let end = tail.indices.dropLast(21).last(where: { tail[$0...].starts(with: Mark.end) })
    else { throw cut }
    let record = tail[end...]
    let short = (offset: record.number(16, bytes: 4), bytes: record.number(12, bytes: 4))
    guard short.offset == 0xFFFF_FFFF || short.bytes == 0xFFFF_FFFF else { return short }
    guard start + end >= 20 else { throw cut }
    let locator = try file.read(20, at: start + end - 20)
    guard locator.starts(with: Mark.largeLocator) else { throw cut }
    let large = try file.read(56, at: locator[...].number(8, bytes: 8))
    guard large.starts(with: Mark.largeEnd) else { throw cut }
    return (large[...].number(48, bytes: 8), large[...].number(40, bytes: 8))
  }

  private struct Entry {
    let system: UInt8
    let name: ArraySlice<UInt8>
    let offset: Int
    let length: Int

    init(_ record: ArraySlice<UInt8>) throws(ArchiveError) {
      guard record.count >= 46 else { throw cut }
      let nameLength = record.number(28, bytes: 2)
      let extraLength = record.number(30, bytes: 2)
      length = 46 + nameLength + extraLength + record.number(32, bytes: 2)
      guard record.count >= length else { throw cut }
      system = record[record.startIndex + 5]
      name = record.dropFirst(46).prefix(nameLength)
      let short = record.number(42, bytes: 4)
      let extra = record.dropFirst(46 + nameLength).prefix(extraLength)
      offset = short == 0xFFFF_FFFF ? Self.largeOffset(record, extra) ?? short : short
    }

    /// Of the zip64 field: eight bytes for each number that has no room in the record, the offset
    /// after the two sizes.
    private static func largeOffset(_ record: ArraySlice<UInt8>, _ extra: ArraySlice<UInt8>) -> Int?
    {
      var field = extra
      while field.count >= 4 {
        let (id, length) = (field.number(0, bytes: 2), field.number(2, bytes: 2))
        if id == 1 {
          let sizes = [20, 24].count { record.number($0, bytes: 4) == 0xFFFF_FFFF }
          let value = field.dropFirst(4 + 8 * sizes)
          return length >= 8 * sizes + 8 && value.count >= 8 ? value.number(0, bytes: 8) : nil
        }
        field = field.dropFirst(4 + length)
      }
      return nil
    }

    func checkName(in file: ArchiveFile) throws(ArchiveError) {
      let shown = String(decoding: name.prefix(200), as: UTF8.self)
      if name.contains(0) { throw .badName(shown, .control) }
      let local = try file.read(30 + name.count, at: offset)
      guard local.starts(with: Mark.local), local[...].number(26, bytes: 2) == name.count,
        local.dropFirst(30) == name
      else { throw .damaged("its table of contents and its data disagree about '\(shown)'") }
    }
  }
}

extension ArraySlice<UInt8> {
  /// A little-endian number, `offset` bytes from the start; what no file can reach is `Int.max`.
  fileprivate func number(_ offset: Int, bytes: Int) -> Int {
    var value: UInt64 = 0
    for byte in dropFirst(offset).prefix(bytes).reversed() { value = value << 8 | UInt64(byte) }
    return Int(clamping: value)
  }
}
