import LoraJSON

/// Formats in which data sets are handed around and that are not read here, each with the command
/// that converts it.
public enum ForeignFormat: Sendable {
  case commaSeparated, tabSeparated, parquet, arrow, spreadsheet, gzip, zstandard, zip

  public init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    switch name.split(separator: ".").last?.lowercased() {
    case "csv": self = .commaSeparated
    case "tsv", "tab": self = .tabSeparated
    case "parquet": self = .parquet
    case "arrow", "feather": self = .arrow
    case "xlsx", "xls", "ods": self = .spreadsheet
    case "gz", "tgz": self = .gzip
    case "zst", "zstd": self = .zstandard
    case "zip": self = .zip
    default: return nil
    }
  }

  /// With its article.
  public var name: String {
    switch self {
    case .commaSeparated: "a CSV table"
    case .tabSeparated: "a TSV table"
    case .parquet: "a Parquet file"
    case .arrow: "an Arrow file"
    case .spreadsheet: "a spreadsheet"
    case .gzip: "a gzip file"
    case .zstandard: "a zstd file"
    case .zip: "a zip archive"
    }
  }

  /// A command that makes it readable.
  public func wayOut(path: String) -> String {
    let file = Self.quoted(path)
    let stem = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
    let lines = Self.quoted(stem + ".jsonl")
    switch self {
    case .commaSeparated: return Self.table("csv.DictReader(f)", file, lines)
    case .tabSeparated: return Self.table("csv.DictReader(f,delimiter=\"\\t\")", file, lines)
    case .parquet: return Self.pandas("read_parquet", file, lines)
    case .spreadsheet: return Self.pandas("read_excel", file, lines)
    case .arrow:
      return "python3 -c 'import sys,datasets; "
        + "datasets.Dataset.from_file(sys.argv[1]).to_json(sys.argv[2])' \(file) \(lines)"
    case .gzip: return "gunzip --keep \(file)"
    case .zstandard: return "zstd -d \(file)"
    case .zip: return "unzip \(file)"
    }
  }

  private static func table(_ reader: String, _ file: String, _ lines: String) -> String {
    "name its columns as one of the known forms and convert it: "
      + "python3 -c 'import sys,csv,json; f=open(sys.argv[1],encoding=\"utf-8-sig\",newline=\"\"); "
      + "[print(json.dumps(r)) for r in \(reader)]' \(file) > \(lines)"
  }

  private static func pandas(_ function: String, _ file: String, _ lines: String) -> String {
    "python3 -c 'import sys,pandas; pandas.\(function)(sys.argv[1])"
      + ".to_json(sys.argv[2],orient=\"records\",lines=True,force_ascii=False)' \(file) \(lines)"
  }

  /// A path as a word of the shell; what a terminal should not print is escaped first.
  private static func quoted(_ path: String) -> String {
    let shown = Printable(path, limit: 4096).description
    let isPlain = shown.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "/._-+".unicodeScalars.contains($0)
    }
    return isPlain ? shown : "'" + shown.replacing("'", with: "'\\''") + "'"
  }
}
