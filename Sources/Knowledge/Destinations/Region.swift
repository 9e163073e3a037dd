/// Where a vendor keeps data, by the host that it is sent to.
package enum Region: String, CaseIterable, Sendable {
  case eu, us, uk, au, ca, jp, ap
  case india = "in"
}
