package import Auditing
import Bytes
import Detecting
import Plans
import Vocabulary

/// A plan in telltale's own format, drafted from captures: for `telltale plan init`.
package enum PlanDraft {
  /// The YAML text of a plan.
  package static func text(of sketch: PlanSketch) -> String {
    var text = """
      # A tracking plan, drawn from what captures show. Remove what must not be sent, mark what is personal, and check it with
      # `telltale audit CAPTURE --plan FILE`. A property is a type, or {type, required, personal, forbidden, values, pattern, format,
      # minimum, maximum, description}; `a.b` is a member of an object, and `a[]` the elements of a list.
      plan: 1

      """
    if let naming = naming(of: sketch) { text += naming }
    if sketch.withheld > 0 {
      text += "# Left out: \(counted(sketch.withheld, "event")) whose name holds something that must not be shown.\n"
    }
    text += "events:" + (sketch.events.isEmpty ? " {}\n" : "\n")
    for event in sketch.events {
      text += "  \(scalar(key(of: event))):\(event.properties.isEmpty ? " {}" : "")  # \(counted(event.count, "time"))\n"
      for property in event.properties { text += "    \(scalar(name(of: property))): \(row(property))\n" }
    }
    return text
  }

  /// The name of an event in a plan: for a track event only its name.
  private static func key(of event: PlanSketch.Event) -> String {
    guard let name = event.name else { return event.type.rawValue }
    let isPlain = event.type == .track && EventType(rawValue: name) == nil && EventType(rawValue: String(name.prefix { $0 != "/" })) == nil
    return isPlain ? name : "\(event.type.rawValue)/\(name)"
  }

  private static func name(of property: PlanSketch.Property) -> String {
    property.steps.enumerated().map { at, step in step == "[]" ? "[]" : (at == 0 ? "" : ".") + PlanRow.escaped(step) }.joined()
  }

  private static func row(_ property: PlanSketch.Property) -> String {
    let type = property.types.count == 1 ? scalar(property.types[0]) : "[\(property.types.map(scalar).joined(separator: ", "))]"
    var members = property.values.isEmpty ? ["type: \(type)"] : ["values: [\(property.values.map(scalar).joined(separator: ", "))]"]
    if property.isRequired { members.append("required: true") }
    if property.isPersonal { members.append("personal: true") }
    return members.count == 1 && property.values.isEmpty && property.types.count == 1 ? type : "{\(members.joined(separator: ", "))}"
  }

  /// The naming convention that all names follow, if there are enough of them.
  private static func naming(of sketch: PlanSketch) -> String? {
    let events = sketch.events.filter { $0.type == .track }.compactMap(\.name)
    let properties = Set(sketch.events.flatMap { $0.properties.flatMap { $0.steps.filter { $0 != "[]" && $0 != "*" } } })
    let parts = [("events", events), ("properties", properties.sorted())].compactMap { key, names -> String? in
      guard names.count >= 3, let convention = NamingConvention.allCases.first(where: { names.allSatisfy($0.holds) }) else { return nil }
      return "\(key): \(convention.rawValue)"
    }
    return parts.isEmpty ? nil : "naming: {\(parts.joined(separator: ", "))}\n"
  }

  /// A text as a YAML scalar: plain unless it has a special meaning.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      text.first.map { $0.isASCII && $0.isLetter } ?? false
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-. ".contains($0)) } && text.last != " "
      && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
    if isPlain { return text }
    var writer = JSONWriter()
    writer.string(text)
    return writer.text
  }
}
