import Testing

@testable import Knowledge

/// The forms in which facts about a person are sent.
@Suite struct PersonFormTests {
  private func texts(_ fact: PersonFact, _ value: String) -> Set<String> { Set(PersonForm.all(of: fact, value).map(\.text)) }

  @Test func anEmailAddress() {
    let forms = texts(.email, "Mina.Koroma+news@Orchid.example")
    for form in [
      "mina.koroma+news@orchid.example", "MINA.KOROMA+NEWS@ORCHID.EXAMPLE", "mina.koroma@orchid.example", "minakoroma@orchid.example",
      "mina.koroma", "elpmaxe.dihcrO@swen+amoroK.aniM", "Zvan.Xbebzn+arjf@Bepuvq.rknzcyr",
    ] {
      #expect(forms.contains(form), "\(form)")
    }
  }

  @Test func aName() {
    let forms = texts(.name, "Jürgen Köhlschmidt")
    for form in [
      "jürgen köhlschmidt", "Köhlschmidt Jürgen", "Köhlschmidt, Jürgen", "JürgenKöhlschmidt", "jürgen.köhlschmidt", "jürgen_köhlschmidt",
      "J. Köhlschmidt", "jköhlschmidt", "Jurgen Kohlschmidt", "Juergen Koehlschmidt", "juergenkoehlschmidt", "Jürgen", "Köhlschmidt", "JK",
    ] {
      #expect(forms.contains(form), "\(form)")
    }
  }

  @Test func aNameThatBeginsWithTheFamily() {
    let forms = texts(.name, "Schäfer, Ute")
    #expect(forms.isSuperset(of: ["Ute Schäfer", "ute.schaefer", "U. Schäfer"]))
  }

  @Test(arguments: [
    ("Олена Шевченко", "Olena Shevchenko"), ("Юлия Щукина", "Yuliya Shchukina"), ("Ελένη Παππά", "Eleni Pappa"),
    ("Łukasz Żółć", "Lukasz Zolc"), ("Åsa Ørsted", "Aasa Oersted"), ("Đặng Văn Ướt", "Dang Van Uot"),
  ])
  func aNameInOtherLetters(_ name: String, _ latin: String) {
    #expect(texts(.name, name).contains(latin), "\(texts(.name, name).sorted())")
  }

  @Test func aNameWhoseAccentsStandApart() {
    func bytes(_ name: String) -> [[UInt8]] { PersonForm.all(of: .name, name).map { Array($0.text.utf8) } }
    for name in ["José Garcín", "Jose\u{301} Garci\u{301}n"] {
      #expect(bytes(name).contains(Array("Jos\u{E9} Garc\u{ED}n".utf8)) && bytes(name).contains(Array("Jose\u{301} Garci\u{301}n".utf8)))
    }
  }

  @Test func aTelephoneNumber() {
    let forms = texts(.phone, "+49 (1512) 555-0123")
    #expect(forms.isSuperset(of: ["4915125550123", "+4915125550123", "004915125550123"]))
  }

  @Test func partsDoNotIdentifyAPerson() {
    let forms = PersonForm.all(of: .name, "Mina Koroma")
    #expect(forms.first { $0.text == "Mina" }?.isDistinctive == false)
    #expect(forms.first { $0.text == "mina.koroma" }?.isDistinctive == true)
    #expect(PersonForm.all(of: .email, "ann@orchid.example").first { $0.text == "ann" }?.isDistinctive == false)
  }

  @Test func anAccountIDHasNoOtherForms() {
    #expect(texts(.account, "712020:0a1b") == ["712020:0a1b", "712020:0A1B"])
  }
}
