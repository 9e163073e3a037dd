package import Remedies

/// The formats of a fix.
package enum FixFormat: String, OutputFormat {
  case text, json

  package func render(_ fix: Fix, style: TextReport.Style) -> String {
    switch self {
    case .text: FixText.render(fix, style: style)
    case .json: FixJSON.render(fix)
    }
  }
}
