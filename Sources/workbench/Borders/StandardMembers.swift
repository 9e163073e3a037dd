/// Names of members that the standard library and Foundation have on types that are often extended.
///
/// `.first(` may belong to anyone, so a name in this list never shows which folder is used.
enum StandardMembers {
  static let names: Set<String> = [
    // Collections and sequences.
    "allSatisfy", "append", "compactMap", "contains", "count", "distance", "drop", "dropFirst", "dropLast", "elementsEqual", "ends",
    "endIndex",
    "enumerated", "extracting", "filter", "first", "firstIndex", "firstMatch", "firstRange", "flatMap", "forEach", "formIndex", "formUnion",
    "formIntersection", "index", "indices", "insert", "intersection", "isDisjoint", "isEmpty", "isSubset", "isSuperset",
    "iterator",
    "joined", "keys", "last", "lastIndex", "lazy", "makeIterator", "map", "mapValues", "matches", "max", "merge", "merging", "min", "next",
    "partition", "popFirst", "popLast", "prefix", "randomElement", "ranges", "reduce", "remove", "removeAll", "removeFirst", "removeLast",
    "removeSubrange", "removeValue", "replace", "replaceSubrange", "replacing", "reserveCapacity", "reverse", "reversed", "shuffled",
    "sort",
    "sorted", "split", "starts", "startIndex", "subtract", "subtracting", "suffix", "swapAt", "symmetricDifference", "trimPrefix",
    "trimmingPrefix", "underestimatedCount", "union", "update", "updateValue", "values", "wholeMatch", "withContiguousStorageIfAvailable",
    // Texts, numbers, ranges, bytes.
    "advanced", "bytes", "characters", "clamped", "components", "data", "debugDescription", "description", "format", "formatted",
    "hasPrefix",
    "hasSuffix", "isASCII", "isLetter", "isLowercase", "isMultiple", "isNumber", "isUppercase", "isWhitespace", "load", "lowerBound",
    "lowercased", "magnitude", "negate", "overlaps", "padding", "properties", "quotientAndRemainder", "range", "rounded", "span",
    "storeBytes",
    "trimmingCharacters", "unicodeScalars", "upperBound", "uppercased", "utf16", "utf8", "value", "withCString", "withUTF8",
    "withUnsafeBufferPointer", "withUnsafeBytes", "write",
    // Conformances and what the compiler synthesises.
    "allCases", "codingPath", "decode", "encode", "hash", "hashValue", "id", "rawValue", "self", "Type", "get", "init", "path", "name",
  ]
}
