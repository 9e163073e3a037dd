package import Assessing
import Redacting

extension Assessment {
  /// The files of the compliance report by their names, in order.
  package var files: [(name: String, text: String)] {
    [
      (name: "compliance.html", text: CompliancePage.render(self)), (name: "compliance.md", text: ComplianceMarkdown.render(self)),
      (name: "compliance.json", text: ComplianceJSON.render(self)), (name: "assessment-results.json", text: OSCALReport.render(self)),
    ] + bundle.samples.map { ("samples/\($0.file)", $0.json + "\n") }
  }
}
