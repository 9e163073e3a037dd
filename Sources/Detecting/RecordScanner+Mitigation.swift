import Bytes
import Knowledge
import Known
import Payloads
import Vocabulary

/// Evidence in the captures that makes detections less severe.
extension RecordScanner {
  /// Notes what makes detections in the current record less severe than their rules say.
  func mitigate(_ found: inout Detections, _ bytes: Span<UInt8>) {
    guard !isThorough else { return }
    for at in found.detections.indices {
      let detection = found.detections[at]
      guard let index = detection.field else { continue }
      let probe = book.probes[detection.rule]
      found.detections[at].mitigation = unwrapper.payload.withBytes(of: unwrapper.payload.fields[index].layer, record: bytes) { layer in
        let value = layer.extracting(detection.range)
        switch probe.category {
        case .credential: return TokenParties.name(found.recordDestination.host, in: value) ? .ownToken : nil
        case .userContent, .pageContext:
          if probe.isAboutVisitor { return nil }
          return owner(of: value) ?? (probe.isAboutTitle ? owner(ofTitle: value) : nil)
        case .personalData:
          return book.rules[detection.rule].placeholder == .email && witness.ownTraffic.texts.isLabel(value, upTo: number) ? .ownLabel : nil
        case .destination, .schema, .consent: return nil
        }
      }
    }
  }

  /// The evidence that a text is not user content.
  private func owner(of text: Span<UInt8>) -> Mitigation? {
    if witness.publicDocuments.hold(text, upTo: number) { return .publicDocument }
    return witness.ownTraffic.texts.isLabel(text, upTo: number) ? .ownLabel : nil
  }

  /// The same for a title that combines one of the app's own texts, or the name of a screen, with the app's name.
  private func owner(ofTitle title: Span<UInt8>) -> Mitigation? {
    let parts = StockTexts.parts(of: title)
    guard parts.count > 1 else { return nil }
    let owners = parts.map { owner(of: Array($0.utf8).span) }
    let others = zip(parts, owners).filter { $1 == nil && !StockTexts.shared.isStock(Array($0.utf8).span) }
    return others.count <= 1 && others.allSatisfy { !$0.0.contains(" ") } ? owners.lazy.compactMap(\.self).first : nil
  }
}
