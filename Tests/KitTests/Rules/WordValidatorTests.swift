import Testing

@testable import Knowledge

@Suite struct WordValidatorTests {
  @Test(arguments: [
    "I am pregnant and have not told the team", "Please reset the password of Bob's laptop.", "Wir schließen das Büro in Köln im März",
    "Меня зовут Анна и я работаю здесь", "我们计划关闭鹿特丹的办公室", "Draft offer for the Halvorsen patent portfolio",
  ])
  func sentencesReadLikeAPersonsWords(_ text: String) {
    #expect(Validator.freetext.accepts(text))
  }

  @Test(arguments: [
    "", "notifyOnSubmit", "Form Submitted", "firstName,email,phone", "2026-03-02 08:15:00 UTC",
    "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36",
    "function (a) { return a && b; }", "color:red; margin:0 auto; padding:2px", "<div class=\"a\">one two three four</div>",
    "https://a.example/ b c",
    "10 20 30 40 50", "a1 b2 c3 d4 e5", "TypeError", "8066b4ff-c1a6-4e15-8c44-0a7d1dd14b58",
  ])
  func codeDatesAndListsDoNot(_ text: String) {
    #expect(!Validator.freetext.accepts(text))
  }

  @Test(arguments: ["Jane", "Parental leave request", "Ünal", "名前", "Team 5", "O'Neil"])
  func labelsHaveAWord(_ text: String) {
    #expect(Validator.words.accepts(text))
  }

  @Test(arguments: [
    "", "true", "null", "42", "formId", "8066b4ff-c1a6-4e15-8c44-0a7d1dd14b58", "d41d8cd98f00b204e9800998ecf8427e", "1 2 3", "--", "a_b",
  ])
  func flagsNumbersAndIdentifiersHaveNone(_ text: String) {
    #expect(!Validator.words.accepts(text))
  }

  @Test(arguments: [
    "Jane Roe", "Ines van der Meer", "Seán Ó Conaill", "Jean-Luc D'Arcy", "Roe, Jane", "王小明", "Анна Иванова", "María del Carmen",
  ])
  func namesOfPeopleReadLikeNames(_ text: String) {
    #expect(Validator.personName.accepts(text))
  }

  @Test(arguments: ["", "true", "Jane2", "jane roe", "unknown", "A B C D E F", "jane@example.com", "FORM-42", "<b>Jane</b>"])
  func otherTextsDoNotReadLikeNames(_ text: String) {
    #expect(!Validator.personName.accepts(text))
  }
}
