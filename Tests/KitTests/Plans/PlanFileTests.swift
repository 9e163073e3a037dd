import PCRE
import Testing
import Vocabulary

@testable import Plans

/// Every plan format gives the same result for the same event.
@Suite struct PlanFileTests {
  /// One plan in several formats: `Form Created` has a required `formId` (text), `theme` (light or dark) and nothing else.
  static let forms: [(name: String, files: [(path: String, text: String)])] = [
    (
      "table",
      [
        (
          "plan.yaml",
          """
          plan: 1
          events:
            Form Created:
              formId: {type: string, required: true}
              theme: {values: [light, dark]}
          """
        )
      ]
    ),
    (
      "csv",
      [
        (
          "plan.csv",
          """
          event,property,type,required,values,note
          Form Created,formId,string,yes,,"The form, by its ID"
          Form Created,theme,,,light|dark,
          """
        )
      ]
    ),
    (
      "tabs",
      [("plan.csv", "event\tproperty\ttype\trequired\tvalues\nForm Created\tformId\tstring\tx\t\nForm Created\ttheme\t\t\tlight | dark\n")]
    ),
    (
      "JSON Schema of the properties",
      [
        (
          "plan.json",
          """
          {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Form Created", "required": ["formId"],
           "properties": {"formId": {"type": "string"}, "theme": {"enum": ["light", "dark"]}}}
          """
        )
      ]
    ),
    (
      "JSON Schema of the event",
      [
        (
          "plan.json",
          """
          {"$defs": {"whatever": {"properties": {"event": {"const": "Form Created"}, "properties": {"type": "object", "required": ["formId"],
           "properties": {"formId": {"type": "string"}, "theme": {"enum": ["light", "dark"]}}}}}}}
          """
        )
      ]
    ),
    (
      "Segment Public API",
      [
        (
          "plan.json",
          """
          {"data": {"rules": [{"type": "TRACK", "key": "Form Created", "version": 1, "jsonSchema": {
           "$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {"context": {}, "traits": {},
           "properties": {"type": "object", "properties": {"formId": {"type": "string"}, "theme": {"enum": ["light", "dark"]}},
           "required": ["formId"]}}, "required": ["properties"]}}]}}
          """
        )
      ]
    ),
    (
      "Segment Config API",
      [
        (
          "plan.json",
          """
          {"name": "workspaces/a/tracking-plans/rs_1", "display_name": "Forms", "rules": {"events": [{"name": "Form Created", "version": 1,
           "rules": {"$schema": "http://json-schema.org/draft-04/schema#", "type": "object", "properties": {"properties": {"type": "object",
           "properties": {"formId": {"type": ["string"], "id": "/properties/properties/properties/formId"}, "theme": {"enum": ["light", "dark"]}},
           "required": ["formId"]}}}}]}}
          """
        )
      ]
    ),
    (
      "RudderStack v0.1",
      [
        (
          "tp.yaml",
          """
          version: rudder/0.1
          kind: tp
          metadata: {name: forms}
          spec:
            id: forms
            rules:
              - type: event_rule
                id: form_created
                event: {$ref: '#/events/forms/form_created', allow_unplanned: false}
                properties:
                  - {$ref: '#/properties/forms/form_id', required: true}
                  - {$ref: '#/properties/forms/theme'}
          """
        ),
        (
          "catalog.yaml",
          """
          version: rudder/v0.1
          kind: events
          metadata: {name: forms}
          spec:
            events: [{id: form_created, name: Form Created, event_type: track}]
          ---
          version: rudder/v0.1
          kind: properties
          metadata: {name: forms}
          spec:
            properties:
              - {id: form_id, name: formId, type: string}
              - {id: theme, name: theme, type: string, propConfig: {enum: [light, dark]}}
          """
        ),
      ]
    ),
    (
      "RudderStack v1",
      [
        (
          "all.yaml",
          """
          version: rudder/v1
          kind: tracking-plan
          spec:
            id: forms
            rules:
              - {type: event_rule, id: r, event: '#event:form_created', properties: [{property: '#property:form_id', required: true}, {property: '#property:theme'}]}
          ---
          version: rudder/v1
          kind: events
          spec: {events: [{id: form_created, name: Form Created, event_type: track}]}
          ---
          version: rudder/v1
          kind: properties
          spec:
            properties:
              - {id: form_id, name: formId, type: '#custom-type:form_id_type'}
              - {id: theme, name: theme, type: string, config: {enum: [light, dark]}}
          ---
          version: rudder/v1
          kind: custom-types
          spec: {types: [{id: form_id_type, name: FormID, type: string, config: {min_length: 1}}]}
          """
        )
      ]
    ),
  ]

  private func faults(_ plan: Plan, _ properties: String, event: String = "Form Created") throws -> [String] {
    let message = "{\"type\": \"track\", \"event\": \"\(event)\", \"properties\": \(properties)}"
    let asked = PlannedEvent(
      type: .track, name: event, destination: "segment", message: try JSONValue(Array(message.utf8).span), isOwn: { _ in false }, wire: nil)
    return plan.faults(of: asked, Matcher()).faults.map { fault in
      let path = fault.path.map { step in
        switch step {
        case .member(let key): key
        case .element(let at): String(at)
        }
      }
      return "\(fault.kind) \(path.joined(separator: ".")) \(fault.detail)"
    }
  }

  @Test(arguments: forms.indices)
  func `each format gives the same plan`(_ number: Int) throws {
    let plan = try PlanFile.plan(Self.forms[number].files)
    #expect(try faults(plan, #"{"formId": "f1", "theme": "dark"}"#).isEmpty)
    #expect(try faults(plan, "{}") == ["schema(Plans.Violation.Kind.required) properties.formId required, and missing"])
    #expect(
      try Set(faults(plan, #"{"formId": 7, "theme": "red", "title": "x"}"#)) == [
        "schema(Plans.Violation.Kind.type) properties.formId expected string, found integer",
        "schema(Plans.Violation.Kind.enumeration) properties.theme expected one of light, dark",
        "schema(Plans.Violation.Kind.unknown) properties.title not in the plan",
      ])
    #expect(try faults(plan, "{}", event: "Form Deleted") == ["unknownEvent  "])
  }

  @Test func `RudderStack's variants depend on the value of a property`() throws {
    let plan = try PlanFile.plan([
      (
        path: "all.yaml",
        text: """
        version: rudder/v1
        kind: tracking-plan
        spec:
          rules:
            - type: event_rule
              event: '#event:e'
              properties: [{property: '#property:kind', required: true}]
              variants:
                - type: discriminator
                  discriminator: '#property:kind'
                  cases:
                    - {match: [update], properties: [{property: '#property:before', required: true}]}
                  default: [{property: '#property:source'}]
        ---
        version: rudder/v1
        kind: events
        spec: {events: [{id: e, name: Form Created, event_type: track}]}
        ---
        version: rudder/v1
        kind: properties
        spec: {properties: [{id: kind, name: kind, type: string}, {id: before, name: before, types: [string, 'null']}, {id: source, name: source, type: array, item_type: string}]}
        """
      )
    ])
    #expect(try faults(plan, #"{"kind": "update", "before": null}"#).isEmpty)
    #expect(try faults(plan, #"{"kind": "update"}"#).count == 1)
    #expect(try faults(plan, #"{"kind": "create", "source": ["a"]}"#).isEmpty)
    #expect(try faults(plan, #"{"kind": "create", "source": [1]}"#).count == 1)
  }

  @Test(arguments: [
    ("plan.yaml", "plan: 1\nevents:\n  Form Created:\n    formId: {type: sting}\n", "plan.yaml:4:20: no type `sting`"),
    (
      "plan.yaml", "plan: 1\nevents:\n  Form Created:\n    formId: {requird: true}\n",
      "plan.yaml:4:23: unknown key `requird`; did you mean `required`?"
    ),
    ("plan.yaml", "plan: 1\nnaming: {events: studly}\nevents: {}\n", "plan.yaml:2:18: expected one of Title Case"),
    ("plan.yaml", "plan: 2\nevents: {}\n", "plan.yaml:1:7: expected `plan: 1`"),
    ("plan.csv", "event,property,type\nForm Created,formId,strng\n", "plan.csv:2:1: no type `strng`"),
    ("plan.csv", "event,property,requird\n", "plan.csv:1:3: unknown column `requird`; did you mean `required`?"),
    ("plan.json", "{\"title\": \"Form Created\",\n \"properties\": {\"a\": {\"type\": \"text\"}}}", "plan.json:2:31: no type `text`"),
    ("plan.json", "{\"rules\": [{\"type\": \"TRACK\",\n \"jsonSchema\": {}}]}", "plan.json:1:12: a TRACK rule needs `key`"),
    ("plan.json", "{\"rules\": [{\"type\": \"TRUCK\", \"key\": \"a\", \"jsonSchema\": {}}]}", "plan.json:1:21: no rule type `TRUCK`"),
    ("plan.json", "{\"title\": ", "plan.json:1:11: the text ends inside a value"),
    ("plan.yaml", "some: text\n", "plan.yaml:1:1: no plan of a known form"),
    (
      "tp.yaml", "version: rudder/v1\nkind: tracking-plan\nspec:\n  rules:\n    - {type: event_rule, event: '#event:gone'}\n",
      "tp.yaml:5:33: no event `gone`"
    ),
    ("schema.json", "{\"self\": {\"vendor\": \"com.acme\"}}", "schema.json:1:10: `self` needs"),
  ])
  func errors(_ file: String, _ text: String, _ message: String) {
    let error = #expect(throws: ConfigurationError.self) { try PlanFile.plan([(path: file, text: text)]) }
    #expect(error?.description.hasPrefix(message) ?? false, "\(error?.description ?? "")")
  }

  @Test func `names are written by conventions`() {
    let names: [(NamingConvention, right: [String], wrong: [String])] = [
      (.title, ["Form Created", "URL Opened", "Step 2 Done"], ["Form created", "form Created", "Form  Created", "Form_Created"]),
      (.sentence, ["Form created", "Form URL opened"], ["Form Created", "form created"]),
      (.camel, ["formId", "id", "form2"], ["FormId", "form_id", "2form", ""]), (.pascal, ["FormId"], ["formId", "Form Id"]),
      (.snake, ["form_id", "id", "form_2"], ["formId", "form__id", "_id"]), (.kebab, ["form-id"], ["form_id"]),
      (.constant, ["FORM_ID"], ["Form_Id"]), (.lower, ["form created"], ["form Created"]),
    ]
    for (convention, right, wrong) in names {
      #expect(right.allSatisfy(convention.holds), "\(convention)")
      #expect(!wrong.contains(where: convention.holds), "\(convention)")
      #expect(NamingConvention(convention.rawValue) == convention)
    }
    #expect(NamingConvention("titleCase") == .title && NamingConvention("snake") == .snake && NamingConvention("x") == nil)
  }
}
