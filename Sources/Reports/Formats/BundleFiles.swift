import Redacting

extension TrustCenterBundle {
  /// The files of the bundle by their names, in order.
  package var files: [(name: String, text: String)] {
    var files = [
      (name: "index.html", text: BundlePage.render(self)), (name: "index.md", text: BundleMarkdown.render(self)),
      (name: "inventory.json", text: InventoryJSON.render(inventory)),
    ]
    files += samples.map { ("samples/\($0.file)", $0.json + "\n") }
    return files
  }
}
