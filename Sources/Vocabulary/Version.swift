/// The version of the tool, as `--version` and every report tell it.
package let telltaleVersion = "0.1.0"
