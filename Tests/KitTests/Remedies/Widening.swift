import Detecting
import Foundation

@testable import Auditing
@testable import Knowledge
@testable import Remedies
@testable import Vocabulary

/// Changes of a snippet that none of its steps describes.
struct Widening {
  private let remedy: Remedy
  private let snippet: Snippet

  init(_ remedy: Remedy, _ snippet: Snippet) {
    self.remedy = remedy
    self.snippet = snippet
  }

  /// All differences between what was sent before and after that should not exist.
  func complaints(_ before: [Library.Request], _ after: [Library.Request]) -> [String] {
    guard before.count == after.count else { return ["\(before.count) requests became \(after.count)"] }
    return zip(before, after).enumerated().flatMap { number, pair in
      let (old, new) = (Self.leaves(of: pair.0), Self.leaves(of: pair.1))
      return Set(old.keys).union(new.keys).compactMap { place -> String? in
        guard old[place] != new[place], !isAllowed(place, old[place], new[place], Self.type(old)) else { return nil }
        return "request \(number): \(place.joined(separator: ".")): \(old[place] ?? "nothing") became \(new[place] ?? "nothing")"
      }
    }.sorted()
  }

  /// Whether a step makes this change.
  private func isAllowed(_ place: [String], _ old: String?, _ new: String?, _ type: String?) -> Bool {
    snippet.changes.contains { change in
      let step = remedy.steps[change.step]
      guard step.places.contains(where: { ($0.type == nil || $0.type?.rawValue == type) && Self.covers($0, change.path, place) }) else {
        return false
      }
      switch step.effect {
      case .drop: return new == nil || new == "" || new == "never"
      case .set(let value): return new == value
      case .stripQuery: return new != nil && new == old.map { String($0.prefix { $0 != "?" && $0 != "#" }) }
      }
    }
  }

  /// Whether a step changes a place or one above it, for any place of events.
  private static func covers(_ pattern: WirePattern, _ path: [String], _ place: [String]) -> Bool {
    let parts = path.isEmpty ? pattern.parts[...] : pattern.parts.dropLast()
    return (pattern.isAbsolute ? 0...0 : 0...place.count).contains { start in
      let keys = place.dropFirst(start)
      guard keys.count >= parts.count + path.count else { return false }
      return zip(parts, keys).allSatisfy { part, key in
        if case .key(let text, _) = part { text == key } else { true }
      } && zip(path, keys.dropFirst(parts.count)).allSatisfy { $0 == "*" || $0 == $1 }
    }
  }

  private static func type(_ leaves: [[String]: String]) -> String? {
    leaves[["body", "type"]] ?? leaves[["body", "batch", "0", "type"]]
  }

  // MARK: Leaves

  /// Every value of a request by its place, as text.
  private static func leaves(of request: Library.Request) -> [[String]: String] {
    var leaves: [[String]: String] = [["method"]: request.method]
    for (name, value) in request.headers ?? [:] { leaves[["header", name.lowercased()]] = value }
    let url = URLComponents(string: request.url)
    leaves[["host"]] = url?.host
    leaves[["url", "path"]] = url?.path
    for item in url?.queryItems ?? [] { leaves[["url", "query", item.name]] = item.value }
    let form = request.body.flatMap { $0.hasPrefix("{") || $0.hasPrefix("[") ? nil : URLComponents(string: "?\($0)") }
    for item in form?.queryItems ?? [] { leaves[["body", item.name]] = item.value }
    for (number, line) in (request.body ?? "").split(separator: "\n").enumerated() {
      guard let value = try? JSONSerialization.jsonObject(with: Data(line.utf8), options: .fragmentsAllowed) else { continue }
      add(value, at: ["body"] + (number == 0 ? [] : ["\(number)"]), to: &leaves)
    }
    return leaves
  }

  private static func add(_ value: Any, at place: [String], to leaves: inout [[String]: String]) {
    switch value {
    case let object as [String: Any]: for (key, value) in object { add(value, at: place + [key], to: &leaves) }
    case let list as [Any]: for (index, value) in list.enumerated() { add(value, at: place + ["\(index)"], to: &leaves) }
    case let text as String where object(in: text) != nil: add(object(in: text) ?? [:], at: place, to: &leaves)
    default: leaves[place] = "\(value)"
    }
  }

  /// The object in a text that is JSON, or JSON in base64url.
  private static func object(in text: String) -> [String: Any]? {
    let padded = text.replacing("-", with: "+").replacing("_", with: "/") + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    guard let data = text.hasPrefix("{") ? Data(text.utf8) : text.hasPrefix("eyJ") ? Data(base64Encoded: padded) : nil else { return nil }
    return try? JSONSerialization.jsonObject(with: data) as? [String: Any]
  }
}
