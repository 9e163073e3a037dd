/// The forms that an inventory can take.
package enum InventoryFormat: String, CaseIterable, Sendable {
  case table, json, csv, markdown, schema

  /// The inventory as a whole text. `style` is for the one form that is read at a terminal.
  package func render(_ inventory: Inventory, style: TextReport.Style = TextReport.Style()) -> String {
    switch self {
    case .table: InventoryText.render(inventory, style: style)
    case .json: InventoryJSON.render(inventory)
    case .csv: InventoryCSV.render(inventory)
    case .markdown: InventoryMarkdown.render(inventory)
    case .schema: InventorySchema.render(inventory)
    }
  }
}
