/// The calls of the Segment spec. Every vendor's events are mapped to them.
package enum EventType: String, CaseIterable, Sendable {
  case track, identify, group, page, screen, alias
}
