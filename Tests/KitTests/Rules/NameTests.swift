import Testing

@testable import Knowledge

/// The subjects of names, and which names contain more than a name should.
@Suite struct NameTests {
  private static let subjects = Result { try Subjects.embedded() }

  @Test(arguments: [
    "Form Created", "form_created", "formCreated", "Created a form", "Board renamed", "page.exported", "Page Created",
    "Automation Rule Enabled",
    "Stories imported", "Formular erstellt", "Checklist Item Completed", "Ticket Linked To Form",
  ])
  func anEventAboutWhatUsersMake(_ name: String) throws {
    #expect(try Self.subjects.get().subject(ofEvent: name) == .madeThings)
  }

  @Test(arguments: [
    "Page Viewed", "Viewed Page", "page_view", "Button Clicked", "Form Button Clicked", "Form Settings Opened", "Tab Opened",
    "Form Error Shown",
    "Plan Upgraded", "Session Started", "", "Platform Detected", "User Signed In",
  ])
  func anEventAboutTheApp(_ name: String) throws {
    #expect([nil, .controls].contains(try Self.subjects.get().subject(ofEvent: name)))
  }

  @Test(arguments: [
    ("form", Subjects.Verdict.about(.madeThings)), ("recentForms", .about(.madeThings)), ("top_templates", .about(.templates)),
    ("billingAccount", .about(.customers)),
    ("technicalContact", .about(.people)), ("approvers", .about(.people)), ("formButton", .part), ("formOwner", .about(.people)),
    ("page", nil),
    ("properties", nil),
  ])
  func theLastWordOfAKeyCounts(_ key: String, _ verdict: Subjects.Verdict?) throws {
    #expect(try Self.subjects.get().verdict(of: key) == verdict)
  }

  @Test(arguments: [
    "Viewed Whistleblower report Unit 7", "Opened form Leave Request", "Exported Q3 layoffs", "Viewed Redundancies in Lisbon plan",
    "Deleted item 4711",
    "Cannot save Salary review of Bob", "Opened board HR-42 backlog", "Shared Board Vote on CEO succession", "Viewed ticket 10001 again",
    "Form created: Salary review", "Opened board – Office move", "Export failed: Sick leave of the team",
  ])
  func aNameThatHoldsMore(_ name: String) {
    #expect(Validator.speakingName.accepts(name))
  }

  @Test(arguments: [
    "Form Created", "Form Field Added To Section", "Form created in Jira", "Onboarding Step 2 Completed",
    "Request failed with status code 404",
    "viewed the new dashboard", "Clicked on the Save Button", "TypeError: x is not a function", "OAuth2 Token Refreshed",
    "HTTP 500 Returned",
    "App Opened From Jira Cloud", "Loaded in 30s", "Set Up Two Factor Authentication", "Forms: Form Created", "App: form created",
    "Error: Network request failed", "Unhandled rejection: Network request failed", "Settings - General",
    "user opened the settings page of the app",
    "CSV Export Started",
  ])
  func aNameThatIsFixed(_ name: String) {
    #expect(!Validator.speakingName.accepts(name))
  }

  @Test(arguments: [
    ("ada quill", "name"), ("ADA QUILL", "name"), ("Ada", "firstname"), ("bea", "firstname"), ("Fab", "name"), ("o'brien", "lastname"),
    ("Quill, Ada", "name"),
    ("Łukasz", "firstname"), ("美咲", "name"), ("A. Quill", "name"),
  ])
  func aPersonsNameInAnyCase(_ name: String, _ key: String) {
    #expect(Validator.anyCaseName.accepts(name, key: key) && Validator.notAtlassianID.accepts(name))
  }

  @Test(arguments: [
    ("standard", "name"), ("required", "firstname"), ("true", "firstname"), ("u-17", "name"), ("jane@acme.example", "name"),
    ("", "firstname"),
    ("5b10ac8d82e05b22cc7d4ef5", "name"),
  ])
  func noPersonsName(_ name: String, _ key: String) {
    #expect(!Validator.anyCaseName.accepts(name, key: key))
  }

  @Test(arguments: [
    "912345678", "0034912345678", "+49 30 23125-017", "(0)30/23125 017 ext. 4", "030.23125017", "555-0132", "0041 44 668 18 00",
    "4155550132x12",
  ])
  func aPhoneFieldHoldsAPhone(_ text: String) {
    #expect(Validator.phoneInField.accepts(text, key: "phone"))
  }

  @Test(arguments: ["true", "required", "12345", "0000000", "+49", "a1234567", "1234567890123456", "2026-11-20T09:30"])
  func otherThingsInAPhoneField(_ text: String) {
    #expect(!Validator.phoneInField.accepts(text, key: "phone"))
  }
}
