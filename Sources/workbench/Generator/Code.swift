/// Statements, style rules and elements in the style of bundlers and templates.
///
/// They contain many strings that resemble an email address or a part of an IP address: versions, icons' paths, `@` in names.
enum Code {
  private static let words = [
    "state", "props", "render", "value", "items", "length", "children", "dispatch", "payload", "config", "target", "current",
    "options", "callback", "request", "response", "context", "element", "document", "history", "selector", "boundary", "locale",
    "format", "message", "schema", "field", "template", "section", "validate", "observer", "registry", "container", "provider",
  ]
  private static let modules = ["react-dom", "lodash", "date-fns", "immer", "prosemirror", "atlaskit-button", "i18n-iso", "rxjs"]

  /// A minified statement of about 40 to 400 bytes.
  static func statement(_ random: inout SplitMix64) -> String {
    let (a, b, c) = (random.letters(1), random.letters(2), random.pick(words))
    let (d, e) = (random.pick(words), random.pick(words))
    let n = random.int(1...9999)
    switch random.int(0...19) {
    case 0...3:
      return "function \(a)(e,t){var n=e.\(c),r=t.\(d)||{};return null==n?void 0:n.\(e)(r,(function(e){return e.\(c)===t.\(d)&&!e.\(e)}))}"
    case 4...6:
      return
        "\(n):(e,t,n)=>{\"use strict\";n.d(t,{\(a):()=>\(b)});var r=n(\(random.int(1...99999))),o=n(\(n));const \(b)=(0,r.\(c))(o.\(d))},"
    case 7...8: return "if(\(a)&&\"function\"==typeof \(a).\(c)){for(var i=0;i<\(a).length;i++)\(b)[i]=\(a)[i].\(d)?\(a)[i].\(d).\(e):\(n)}"
    case 9...10:
      return "\(b).\(c)=async function(e){try{const t=await fetch(`/rest/forms/v1/\(d)/${e}`);return t.ok?t.json():null}catch(e){\(a)(e)}};"
    case 11: return "const \(b)={\(c):\"\(d)-\(e)\",\(d):\(n),\(e):!0,\(a):[\(random.int(0...9)),\(random.int(0...99)),.\(n)]};"
    case 12:
      return "t.exports={name:\"\(random.pick(modules))\",version:\"\(random.int(0...29)).\(random.int(0...40)).\(random.int(0...30))\"};"
    case 13:
      return
        "(0,r.jsx)(\"div\",{className:\"css-\(random.hex(7))\",\"data-testid\":\"\(c)-\(d)\",onClick:()=>\(a)(\"\(e)\"),children:\(b)});"
    case 14:
      return
        "var \(b)=\"M\(random.int(1...23)).\(random.int(1...9)) \(random.int(1...9))c0-1.1.9-2 2-2h\(random.int(1...9)).\(n)v4.4l-\(random.int(1...9)).\(random.int(1...9))-3.6z\";"
    case 15: return "Object.defineProperty(t,\"__esModule\",{value:!0}),t.\(c)=t.\(d)=void 0;"
    case 16:
      return
        "throw new Error(\"Minified error #\(n); visit https://docs.app.example/errors/\(n) for the full message or use the \(c) build\");"
    case 17: return "\(a)=/^(?:[a-z\\d]+-)*\(c)(\\.[\\w$]+)*$/i.test(\(b))?\(b).replace(/\\s+/g,\" \"):\"\(d)\";"
    case 18: return "/*! \(c).js \(random.int(1...9)).\(random.int(0...20)).\(random.int(0...9)) | MIT License | (c) \(d) contributors */\n"
    case 19 where random.one(in: 30): return "e.release=\"forms-frontend@23.4.\(random.int(0...9))\",e.token=\"eyJhbGciOiJub25lIn0\";"
    default: return "switch(e.\(c)){case\"\(d)\":return \(b)(t);default:return n.\(e)}"
    }
  }

  /// Strings that confuse a plain search: the email address of a maintainer, a version of four numbers, an icon's path, a picture's
  /// name.
  static func oddity(_ random: inout SplitMix64) -> String {
    switch random.int(0...3) {
    case 0: "/* @author \(random.letters(6)) <maintainer-\(random.int(1...99))@example.com> */"
    case 1: "var \(random.letters(2))=\"M9.4.7.6 \(random.int(1...9)).2.4.\(random.int(1...9)) 0 0 1\";"
    case 2: "b.src=\"/static/img/sprite.png?ver=1.3.4.\(random.int(0...9))\";"
    default: "b.srcset=\"/static/img/logo@2x.png 2x\";"
    }
  }

  /// Text beyond ASCII, as in translations, names and signs.
  static func foreign(_ random: inout SplitMix64) -> String {
    random.pick([
      "/* © contributors – MIT */", "\"Größe wählen…\"", "\"Formulaire enregistré\"", "\"→ 次へ\"", "content:\"•\"", "\"Löschen?\"",
    ])
  }

  /// A minified style rule.
  static func rule(_ random: inout SplitMix64) -> String {
    let name = "\(random.pick(words))-\(random.pick(words))"
    switch random.int(0...9) {
    case 0:
      return
        "@media (min-width:\(random.int(300...1600))px){.\(name){padding:\(random.int(0...40))px 0;flex-basis:\(random.int(1...99)).\(random.int(1...9))%}}"
    case 1: return "@keyframes \(name){0%{opacity:0;transform:translateY(-.\(random.int(1...9))rem)}to{opacity:1;transform:none}}"
    case 2:
      return
        ".css-\(random.hex(7)){background:url(\"data:image/svg+xml;charset=utf-8,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E\") no-repeat 50%}"
    default:
      return ".\(name)>.\(random.pick(words)):not(:last-child){margin:0 \(random.int(0...32))px .5em;color:#\(random.hex(6));"
        + "font:\(random.int(400...700)) 14px/1.43 Inter,sans-serif;border-radius:\(random.int(0...9))px}"
    }
  }

  /// An element of a page, on a line.
  static func element(_ random: inout SplitMix64) -> String {
    let name = random.pick(words)
    switch random.int(0...5) {
    case 0: return "<link rel=\"preload\" as=\"script\" href=\"/assets/\(name).\(random.hex(12)).js\" nonce=\"\(random.letters(22))\">\n"
    case 1:
      return
        "<li class=\"css-\(random.hex(7))\"><a href=\"/jira/software/projects/\(name)/boards/\(random.int(1...99))\">\(name)</a></li>\n"
    case 2:
      return "<script nonce=\"\(random.letters(22))\">window.__\(name)={\"\(name)\":\(random.int(0...9999)),\"enabled\":true};</script>\n"
    case 3: return "<div data-testid=\"\(name).ui.\(random.pick(words))\" id=\"jira-\(random.hex(6))\" aria-hidden=\"true\"></div>\n"
    default:
      return
        "<span role=\"img\" aria-label=\"\(name)\" style=\"width:\(random.int(8...64))px\">\(random.pick(words)) \(random.pick(words))</span>\n"
    }
  }
}
