/// The calls of the Segment spec, which every vendor's events are told as.
package enum EventType: String, CaseIterable, Sendable {
  case track, identify, group, page, screen, alias
}
