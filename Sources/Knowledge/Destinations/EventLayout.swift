import Payloads

/// Where the events of payloads of one shape stand, and which fields state what they are.
package final class EventLayout: Sendable {
  /// What a field states about its event.
  package enum Statement: Sendable {
    case type, name, time
  }

  /// The nodes of the events, each with the number of the event around it. Event 0 is everything outside of events and is left out.
  package let events: [(node: Int, parent: Int)]
  /// The number of the event that each node belongs to.
  package let eventOfNode: [Int]
  /// The fields that state something about their event, in order.
  package let statements: [(field: Int, statement: Statement)]

  init(_ payload: borrowing Payload, _ dialect: Dialect) {
    var events: [(node: Int, parent: Int)] = []
    var eventOfNode: [Int] = []
    eventOfNode.reserveCapacity(payload.nodes.count)
    for index in payload.nodes.indices {
      let node = payload.nodes[index]
      let parent = node.parent < 0 ? 0 : eventOfNode[node.parent]
      let isStep = node.parent >= 0 && payload.nodes[node.parent].path == node.path
      // A list of names is no list of events: events are objects.
      let isObject = index + 1 < payload.nodes.count && payload.nodes[index + 1].parent == index
      if !isStep, isObject, dialect.meaning(of: node.path).isEvent {
        events.append((index, parent))
        eventOfNode.append(events.count)
      } else {
        eventOfNode.append(parent)
      }
    }
    self.events = events
    self.eventOfNode = eventOfNode
    statements = payload.fields.enumerated().compactMap { number, field in
      guard !field.isContainer, !field.isEncoded, !field.isNamed, !field.isUnread else { return nil }
      return dialect.meaning(of: payload.nodes[field.node].path).statement.map { (number, $0) }
    }
  }
}
