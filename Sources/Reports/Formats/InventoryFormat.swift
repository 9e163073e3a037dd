package import Auditing

/// The formats of an inventory.
package enum InventoryFormat: String, OutputFormat {
  case table, json, csv, markdown, schema

  package func render(_ inventory: Inventory, style: TextReport.Style) -> String {
    switch self {
    case .table: InventoryText.render(inventory, style: style)
    case .json: InventoryJSON.render(inventory)
    case .csv: InventoryCSV.render(inventory)
    case .markdown: InventoryMarkdown.render(inventory)
    case .schema: InventorySchema.render(inventory)
    }
  }
}
