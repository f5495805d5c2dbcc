import LoraArchive
import LoraClickUp

/// Which file of a task describes which: `cat.txt` the picture `cat.png`, by the titles' stems, and
/// where a stem comes more than once, by when they were attached.
struct Captions {
  /// The described file's id, by the caption's.
  private(set) var subjects: [String: String] = [:]
  /// The captions' ids, by that of the file that they describe.
  private(set) var captions: [String: [String]] = [:]

  private static let endings: Set = [".txt", ".caption", ".json"]
  /// Pairs to compare; beyond that the first belongs to the first.
  private static let mostComparisons = 250_000

  /// - Parameters:
  ///   - attachments: all that are data, in the order in which they were attached.
  ///   - names: those that have one on the disk already, by id: what agrees there stays together.
  init(of attachments: [TaskAttachment], named names: [String: String]) {
    let files = attachments.filter { ArchiveKind(named: $0.title) == nil }
    for group in Dictionary(grouping: files, by: Self.stem).values where group.count > 1 {
      let subjects = group.filter { !Self.isCaption($0) }
      for (_, captions) in Dictionary(grouping: group.filter(Self.isCaption), by: Self.ending) {
        pair(captions, with: subjects, named: names)
      }
    }
    for (caption, subject) in subjects { captions[subject, default: []].append(caption) }
  }

  static func ending(_ attachment: TaskAttachment) -> String {
    FileNames.parts(of: FileNames.safe(attachment.title)).ending
  }

  private static func stem(_ attachment: TaskAttachment) -> String {
    NameRules.folded(FileNames.parts(of: FileNames.safe(attachment.title)).stem)
  }

  private static func isCaption(_ attachment: TaskAttachment) -> Bool {
    endings.contains(ending(attachment).lowercased())
  }

  private mutating func pair(
    _ captions: [TaskAttachment], with subjects: [TaskAttachment], named names: [String: String]
  ) {
    func stem(_ attachment: TaskAttachment) -> String? {
      names[attachment.id].map { NameRules.folded(FileNames.parts(of: $0).stem) }
    }
    let settledSubjects = Dictionary(
      subjects.compactMap { subject in stem(subject).map { ($0, subject.id) } }
    ) { first, _ in first }
    var settled: Set<String> = []
    for caption in captions {
      guard let subject = stem(caption).flatMap({ settledSubjects[$0] }) else { continue }
      self.subjects[caption.id] = subject
      settled.formUnion([caption.id, subject])
    }
    let rest = captions.filter { !settled.contains($0.id) }
    let others = subjects.filter { !settled.contains($0.id) }
    for (caption, subject) in Self.nearest(rest, others) {
      self.subjects[caption.id] = subject.id
    }
  }

  /// As many pairs as there can be, none across another, and the least time between those of a pair
  /// in all.
  private static func nearest(_ a: [TaskAttachment], _ b: [TaskAttachment]) -> [(
    TaskAttachment, TaskAttachment
  )] {
    if a.count > b.count { return nearest(b, a).map { ($1, $0) } }
    guard !a.isEmpty else { return [] }
    if a.count == b.count || a.count * b.count > mostComparisons { return Array(zip(a, b)) }
    func gap(_ i: Int, _ j: Int) -> Double { abs(Double(a[i].date) - Double(b[j].date)) }
    // least[i][j]: of the first i of `a` among the first j of `b`.
    var least = [[Double](repeating: 0, count: b.count + 1)]
    for i in a.indices {
      var row = [Double](repeating: .infinity, count: b.count + 1)
      for j in b.indices { row[j + 1] = min(row[j], least[i][j] + gap(i, j)) }
      least.append(row)
    }
    var pairs: [(TaskAttachment, TaskAttachment)] = []
    var (i, j) = (a.count, b.count)
    while i > 0, j > 0 {
      if least[i][j] == least[i][j - 1] {
        j -= 1
      } else {
        pairs.append((a[i - 1], b[j - 1]))
        (i, j) = (i - 1, j - 1)
      }
    }
    return pairs.reversed()
  }
}
