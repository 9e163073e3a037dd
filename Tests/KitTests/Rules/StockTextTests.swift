import Testing

@testable import Knowledge

/// Messages of programs, and texts that add a user's words to them.
@Suite struct StockTextTests {
  @Test func theWordsInTheBinaryCanBeRead() throws {
    let stock = try StockTexts.embedded()
    let isStock = ["Cancel", "Kestrel"].map { stock.isStock(Array($0.utf8).span) }
    #expect(isStock == [true, false])
  }

  @Test(arguments: [
    "TypeError: Cannot read properties of null (reading 'scrollTop')", "Uncaught ReferenceError: boardStore is not defined",
    "RangeError: Maximum call stack size exceeded", "Failed to fetch", "NS_ERROR_FAILURE: Component returned failure code 0x80004005",
    "Network request failed", "SyntaxError: Unexpected end of JSON input", "Loading CSS chunk vendors-41 failed.",
    "Request failed with status code 502", "connect ECONNREFUSED 192.0.2.7:5432", "relation \"cards\" does not exist",
    "AttributeError: 'NoneType' object has no attribute 'split'", "The user aborted a request.", "ResizeObserver loop limit exceeded",
    "Refused to load the script because it violates the following Content Security Policy directive: \"script-src 'self'\"",
    "[Vue warn]: Invalid prop: type check failed for prop \"value\". Expected String, got Number",
    "Internal server error", "Loading chunk 412 failed.\n(error: https://desk.kestrel.example/412.9f86d081.js)",
    "The request timed out after 30000 ms", "Invalid or expired token",
    "Cannot destructure property 'id' of 'row' as it is undefined.",
    "java.lang.IllegalArgumentException: Invalid page size: 0", "Connection terminated unexpectedly",
  ])
  func messagesOfRuntimesAreStock(_ text: String) {
    #expect(!Validator.notStock.accepts(text))
  }

  @Test(arguments: [
    "Cannot read the salary of Orla Quirke", "Failed to load board \"Closing Neath\"",
    "Request failed for orla.quirke with status code 403",
    "No card is called Redundancies", "Unexpected token 'D', \"Dear Colm, w\"... is not valid JSON",
    "duplicate key value violates unique constraint: (Orla Quirke)",
    "Field 'Dismissal of Colm' doesn't exist on type 'Query'", "Cannot find user orla.quirke@tallgrass.example",
    "Cache miss for key Closing the Neath depot",
    "Failed to execute 'setItem' on 'Storage': Setting the value of 'Dismissal of Colm Hickey' exceeded the quota.",
    "TypeError: Kündigung ist ungültig",
    "Invalid diagnosis: diabetes", "Failed to load https://desk.kestrel.example/boards/redundancies",
    "Cannot save file salaries-2026-dublin.xlsx",
  ])
  func whatTheyQuoteIsNot(_ text: String) {
    #expect(Validator.notStock.accepts(text))
  }

  @Test(arguments: [
    "Click to add a new column", "Choose a color for this label", "Your session has expired",
    "You don't have permission to edit this board",
    "Last saved 3 minutes ago", "Are you sure you want to remove this filter?", "Changes could not be saved. Please try again.",
    "Start typing to search",
    "No cards match the current filters", "Upload files or drag them here", "Wähle mindestens eine Spalte aus", "Keine Ergebnisse gefunden",
    "Voulez-vous vraiment supprimer ce tableau ?", "Arrastra para reordenar las columnas", "Nenhum resultado encontrado",
    "Выберите столбец",
    "設定を保存しました", "검색 결과가 없습니다", "Nessun risultato trovato", "Geen resultaten gevonden",
  ])
  func phrasesOfInterfacesAreStock(_ text: String) {
    #expect(!Validator.notStock.accepts(text))
  }

  @Test(arguments: [
    "I want to move this card to another board", "He is out of the office again", "Ask legal before you change the plan",
    "Move the Neath team to Cork",
    "Colm has no permission to see this", "Please select a lawyer", "Bitte den Vertrag kündigen", "Il faut supprimer le poste de Colm",
    "Hay que mover a dos vendedores",
    "客户不会付款", "My test was positive", "Er ist nicht hier", "Elle est en arrêt", "The child is dead", "Second written warning for Colm",
    "Close the Dublin office before Easter",
    "Your bonus was cut",
  ])
  func whatPeopleWriteIsNot(_ text: String) {
    #expect(Validator.notStock.accepts(text))
  }

  @Test(arguments: [
    "Started worker 3 in 40 ms", "Retrying webhook delivery, attempt 2 of 5", "Cache hit for key tenant:9", "Server listening on port 8080",
    "Scheduled job sync-boards finished in 12 ms",
    "Database connection established", "Shutting down gracefully, waiting for 2 requests", "Rate limit exceeded", "Migration 42 applied",
    "Token refreshed for tenant 11a2b3c4-d5e6-4f70-8192-a3b4c5d6e7f8", "User added to group",
  ])
  func linesOfServersAreStock(_ text: String) {
    #expect(!Validator.notStock.accepts(text))
  }

  @Test(arguments: [
    "Sign in · Kestrel", "Board settings | Lindenboard", "Kestrel – Reports", "Team members - Lindenboard for Jira", "404 Not Found",
    "Loading…", "Einstellungen – Lindenboard",
    "Paramètres | Lindenboard", "Page not found", "Getting started with Kestrel", "Users & Permissions - Lindenboard",
    "Configuración | Lindenboard", "Help – Forms for Jira", "Settings | Kestrel Roadmaps",
  ])
  func titlesOfScreensNameNothingElse(_ title: String) {
    #expect(!Validator.notScreen.accepts(title))
  }

  @Test(arguments: [
    "Closing of Neath | Lindenboard", "Orla Quirke – Lindenboard", "Redundancies", "Board: Salary review – Lindenboard",
    "Settings of Orla Quirke | Lindenboard", "Kestrel merger - Jira",
    "Vertrag Kranich | Lindenboard", "解雇計画 – Lindenboard", "Reports | Neath | Redundancies", "Getting started with redundancies in Neath",
    "Redundancies in Neath | Kestrel Roadmaps",
  ])
  func titlesOfContentDo(_ title: String) {
    #expect(Validator.notScreen.accepts(title))
  }

  @Test(arguments: [
    "Unassigned", "Automation for Jira", "Forms for Confluence", "Atlassian", "root", "anonymous", "n/a", "not set", "Component Lead",
    "Marketing Team", "Story Point Estimate",
    "Former user", "Nicht zugewiesen", "Non assigné", "Default Assignee", "Release Automation", "Service Account",
  ])
  func whoStandsForNobody(_ name: String) {
    #expect(!Validator.notNobody.accepts(name))
  }

  @Test(arguments: [
    "Mark Down", "Will May", "Grace Field", "Orla Quirke", "An Do", "Le Thi Long", "orla.quirke", "jane.doe", "Max Day", "May", "王小明",
    "María de la Cruz", "Tom Filter", "Alan Page",
  ])
  func whoIsSomebody(_ name: String) {
    #expect(Validator.notNobody.accepts(name))
  }

  @Test(arguments: [
    "you@example.com", "user@example.com", "name@company.com", "your.name@example.org", "jeanne@exemple.fr", "vorname.nachname@example.com",
    "nombre@ejemplo.com", "someone@example.net",
    "kontakt@beispiel.de", "You@Example.com",
  ])
  func mailboxesOfHintsAreSamples(_ mailbox: String) {
    #expect(!Validator.notSample.accepts(mailbox))
  }

  @Test(arguments: [
    "ines.vandermeer@acme.example.com", "ottilie@example.com", "you@tallgrass.example", "user@example.co.uk", "jane@company.com",
    "name@kestrel.example", "orla.quirke@example.org",
    "user@mail.example.com", "someone@example.edu", "jeanne@exemple-sa.example",
  ])
  func mailboxesOfPeopleAreNot(_ mailbox: String) {
    #expect(Validator.notSample.accepts(mailbox))
  }

  @Test func aRedactionRemovesWordsThatAreOnlyProbablyNotNames() {
    #expect(Validator.allCases.filter(\.isLenient) == [.notStock, .notScreen, .notNobody, .notSample])
  }

  @Test(arguments: [
    ("<p>Internal server error</p>", true), ("<p>Close the Dublin office before <b>Easter</b></p>", false),
    ("<ul><li>Loading…</li><li>Please try again.</li></ul>", true),
  ])
  func textsOfEditorsAreReadWithoutTheirTags(_ text: String, _ isStock: Bool) {
    #expect(Validator.notStock.accepts(text) != isStock)
  }

  @Test(arguments: [
    ("detectportal.firefox.com", true), ("edgedl.me.gvt1.com", true), ("ocsp.digicert.com", true), ("app.example", false),
    ("gvt1.com.example", false), ("notgvt1.com", false),
  ])
  func browsersAskHostsOfTheirOwn(_ host: String, _ isOwn: Bool) throws {
    #expect(try BrowserHosts.embedded().contains(host) == isOwn)
  }
}
