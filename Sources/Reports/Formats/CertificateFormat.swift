/// The forms that the certificate of a redaction can take.
package enum CertificateFormat: String, OutputFormat {
  case json

  package func render(_ certificate: RedactionCertificate, style: TextReport.Style) -> String {
    switch self {
    case .json: certificate.json
    }
  }
}
