/// The version of the tool, as in `--version` and every report.
package let telltaleVersion = "0.1.0"
