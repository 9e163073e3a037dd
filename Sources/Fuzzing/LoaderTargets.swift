import Auditing
import Detecting
import Knowledge
import PCRE
import Plans
import Vocabulary

extension FuzzTarget {
  /// The rules and destinations of the binary.
  static let book = Result { try RuleBook.standard() }

  /// A loader: it reads a file, or says where in the text it is wrong.
  private static func loader(
    _ name: String, longest: Int = 2_048, _ load: @escaping @Sendable (String) throws -> Void
  ) -> FuzzTarget {
    FuzzTarget(name, longest: longest) { input in
      do {
        try load(String(decoding: input, as: UTF8.self))
      } catch let error as ConfigurationError {
        // Invalid UTF-8 was read as a longer text.
        return misplaced(error, in: Array(String(decoding: input, as: UTF8.self).utf8))
      }
      return nil
    }
  }

  /// Rules, which are compiled too: their expressions, keywords and places.
  static let rules = loader("rules") { text in
    let rules = try RuleFile.rules(text, file: "rules.yaml")
    _ = try RuleBook(rules: rules, destinations: [])
  }

  static let destinations = loader("destinations") { text in
    _ = try DestinationBook([DestinationFile.destination(text, file: "destination.yaml")])
  }

  static let policy = loader("policy") { text in
    guard let today = Day("2026-01-31") else { return }
    let book = try book.get()
    let policy = try PolicyFile.policy(text, file: "telltale.yaml", known: book.names, today: today)
    _ = try book.adding(policy.personas, file: "telltale.yaml")
  }

  static let frameworks = loader("frameworks") { text in
    if FrameworkFile.isFramework(text) { _ = try FrameworkFile.framework(text, file: "framework.yaml", known: book.get().names) }
  }

  /// Declarations: a manifest, Marketplace answers, sub-processors.
  static let declarations = loader("declarations") { text in
    var errors: [ConfigurationError] = []
    for read in [
      { _ = try ManifestFile.manifest(text, file: "manifest.yml") }, { _ = try DeclarationFile.answers(text, file: "answers.yaml") },
      { _ = try SubProcessorFile.declaration(text, file: "processors.csv") },
    ] as [() throws -> Void] {
      do { try read() } catch let error as ConfigurationError { errors.append(error) }
    }
    for error in errors where misplaced(error, in: Array(text.utf8)) != nil { throw error }
  }

  /// Plans in every format, and an event checked against them within the step limit.
  static let plans = loader("plans") { text in
    for path in ["plan.yaml", "plan.csv"] {
      let plan: Plan
      do {
        plan = try PlanFile.plan([(path, text)])
      } catch let error as ConfigurationError {
        if misplaced(error, in: Array(text.utf8)) != nil { throw error }
        continue
      }
      _ = plan.faults(of: event, Matcher())
    }
  }

  private static var event: PlannedEvent {
    let text =
      #"{"event":"Form Created","userId":"u-1","properties":{"plan":"free","count":1,"tags":["a","b"],"nested":{"x":null}},"context":{}}"#
    let message = (try? JSONValue(Array(text.utf8).span)) ?? .null
    return PlannedEvent(
      type: .track, name: "Form Created", destination: "segment", message: message, isOwn: { $0 == "plan" }, wire: ("Form Created", message)
    )
  }

  /// Files that telltale wrote: baselines, inventories and partial results.
  static let results = loader("results") { text in
    var errors: [ConfigurationError] = []
    let bytes = Array(text.utf8)
    do throws(ConfigurationError) { _ = try Baseline(text, file: "baseline.json") } catch { errors.append(error) }
    do throws(ConfigurationError) { _ = try InventoryFile.inventory(bytes, file: "inventory.json") } catch { errors.append(error) }
    for error in errors where misplaced(error, in: bytes) != nil { throw error }
  }

  static let loaders = [rules, destinations, policy, frameworks, declarations, plans, results]
}
