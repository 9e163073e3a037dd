/// Letters with accents, written as one character or as several (UAX #15): `é` is also `e` and an accent, as in file names of some systems.
package enum Accents {
  /// A letter without its accents; any other character is itself.
  package static func base(of scalar: UInt32) -> UInt32 {
    guard scalar >= 0xC0, scalar < 0x3100 else { return scalar }
    var base = scalar
    while table[Int(base)].base > 0 { base = UInt32(table[Int(base)].base) }
    return base
  }

  /// The letters of a Korean syllable (The Unicode Standard, § 3.12); nil for any other character.
  package static func letters(ofSyllable scalar: UInt32) -> [UInt32]? {
    guard 0xAC00...0xD7A3 ~= scalar else { return nil }
    let index = scalar - 0xAC00
    let letters = [0x1100 + index / 588, 0x1161 + index % 588 / 28]
    return index % 28 == 0 ? letters : letters + [0x11A7 + index % 28]
  }

  /// A text with every accent as a separate character.
  package static func apart(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    var apart = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      apart.append(contentsOf: (letters(ofSyllable: scalar.value) ?? parts(of: scalar.value)).compactMap(UnicodeScalar.init))
    }
    return String(apart)
  }

  /// A text with every letter and its accent as one character, if there is such a character.
  package static func together(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { 0x300..<0x370 ~= $0.value || 0x3099..<0x309B ~= $0.value }) else { return text }
    var together: [UInt32] = []
    for scalar in text.unicodeScalars {
      if let last = together.last, let whole = wholes[UInt64(last) << 32 | UInt64(scalar.value)] {
        together[together.count - 1] = whole
      } else {
        together.append(scalar.value)
      }
    }
    return String(String.UnicodeScalarView(together.compactMap(UnicodeScalar.init)))
  }

  /// Composed letters by their parts.
  private static let wholes: [UInt64: UInt32] = {
    var wholes: [UInt64: UInt32] = [:]
    for (whole, parts) in table.enumerated() where parts.base > 0 {
      wholes[UInt64(parts.base) << 32 | UInt64(parts.accent)] = UInt32(whole)
    }
    return wholes
  }()

  private static func parts(of scalar: UInt32) -> [UInt32] {
    guard scalar < 0x3100, table[Int(scalar)].base > 0 else { return [scalar] }
    return parts(of: UInt32(table[Int(scalar)].base)) + [UInt32(table[Int(scalar)].accent)]
  }

  /// The parts of each letter, by its number; 0 for a letter without an accent.
  private static let table: [(base: UInt16, accent: UInt16)] = {
    var table = [(base: UInt16, accent: UInt16)](repeating: (0, 0), count: 0x3100)
    for (accent, letters) in letters {
      var base: UInt16 = 0
      for letter in letters.unicodeScalars {
        if base == 0 {
          base = UInt16(letter.value)
        } else {
          table[Int(letter.value)] = (base, accent)
          base = 0
        }
      }
    }
    return table
  }()

  /// The Latin, Greek, Cyrillic and Japanese letters with each accent, behind their letters without it (UnicodeData.txt). Asking the standard
  /// library about each pair takes longer than the audit of a small capture.
  private static let letters: [(accent: UInt16, letters: String)] = [
    (0x300, "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳ"),
    (0x301, "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυύωώГЃКЌгѓкќ"),
    (0x301, "ÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứ"),
    (0x302, "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"),
    (0x303, "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"),
    (0x304, "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳGḠgḡḶḸḷḹṚṜṛṝ"),
    (0x306, "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўȨḜȩḝẠẶạặ"),
    (0x307, "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏ"),
    (0x308, "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋЕЁеёіїHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ"),
    (0x309, "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"),
    (0x30A, "AÅaåUŮuůwẘyẙ"),
    (0x30B, "OŐoőUŰuű"),
    (0x30C, "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩjǰHȞhȟ"),
    (0x30F, "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕ"),
    (0x31B, "OƠoơUƯuưỌỢọợỤỰụự"),
    (0x323, "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọUỤuụYỴyỵ"),
    (0x326, "SȘsșTȚtț"),
    (0x327, "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"),
    (0x328, "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
    (0x32D, "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"),
    (0x331, "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
    (0x3099, "かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼゝゞカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴワヷヰヸヱヹヲヺ"),
    (0x309A, "はぱひぴふぷへぺほぽハパヒピフプヘペホポ"),
  ]
}
