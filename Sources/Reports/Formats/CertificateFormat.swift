/// The formats of the certificate of a redaction.
package enum CertificateFormat: String, OutputFormat {
  case json

  package func render(_ certificate: RedactionCertificate, style: TextReport.Style) -> String {
    switch self {
    case .json: certificate.json
    }
  }
}
