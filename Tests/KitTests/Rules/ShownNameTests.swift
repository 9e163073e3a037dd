import Testing

@testable import Knowledge

/// Names as directories show them, and similar texts.
@Suite struct ShownNameTests {
  @Test(arguments: [
    "Noor Steenwijk (she/her)", "Noor Steenwijk [X]", "Noor Steenwijk 🐝", "Prof. Dr. med. Henrike von der Lühe", "Mr. Kasimir Brandvold",
    "Xiomara de la Cruz y Salazar", "María del Carmen Ruiz-Gallardón y Pérez", "Siti binti Abdullah", "ნინო გელაშვილი", "高橋　美咲",
    "Frau Ada Quill",
  ])
  func namesAreToldWithWhatStandsBesideThem(_ name: String) {
    #expect(Validator.personName.accepts(name))
  }

  @Test(arguments: [
    "settings (beta)", "add card 🐝", "(she/her)", "[X]", "Dr. 42", "One Two Three Four Five Six Seven", "all boards [3]",
    "save as… (draft copy)",
    "de la del", "Noor Steenwijk (a long remark that is no addition to a name)",
  ])
  func othersAreNoNames(_ text: String) {
    #expect(!Validator.personName.accepts(text))
  }
}
