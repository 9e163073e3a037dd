/// Programs that do only a part of what an audit does, and are measured on the same file in the same run.
extension Subject {
  /// The programs, and their packages.
  static let floors = ["rg": "ripgrep", "jq": "jq", "python3": "python3"]

  /// A JWT, an email address and an IPv4 address, as in a plain search.
  private static let patterns = [
    #"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*"#, #"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"#,
    #"\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b"#,
  ]

  /// The plain search. It prints each match if all lines have some, because counting lines would stop at the first match of each.
  var search: Contest.Program {
    let option = kind == .leakingLog || kind == .leakingCapture ? "-o" : "-c"
    let expressions = Self.patterns.flatMap { ["-e", $0] }
    return Contest.Program(name: "rg \(option)", arguments: ["rg", "--no-config", option] + expressions + [path])
  }

  /// Reads all JSON and writes it again.
  var jq: Contest.Program { Contest.Program(name: "jq -c", arguments: ["jq", "-c", ".", path], accepted: 0...0) }

  /// Reads all JSON.
  var python: Contest.Program {
    let program =
      isLog
      ? "import json, sys\nfor line in open(sys.argv[1], 'rb'): json.loads(line)"
      : "import json, sys\njson.loads(open(sys.argv[1], 'rb').read())"
    return Contest.Program(name: "python json.loads", arguments: ["python3", "-c", program, path], accepted: 0...0)
  }
}
