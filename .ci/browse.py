"""Checks HTML reports and the page of a Trust Center bundle in a browser: contrast, keyboard, and without script. browse.py TELLTALE."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import reports

WIDTHS = (390, 820, 1440)

# The contrast of each text with its background (WCAG 2.2, 1.4.3), the lowest first: [ratio, is large, element, text].
CONTRAST = r"""() => {
  const colour = (text) => {
    const parts = (text.match(/rgba?\(([^)]+)\)/)?.[1] ?? '').split(/[ ,\/]+/).map(Number);
    return parts.length < 3 ? null : [parts[0], parts[1], parts[2], parts[3] ?? 1];
  };
  const over = (top, ground) => [0, 1, 2].map((i) => top[i] * top[3] + ground[i] * (1 - top[3])).concat(1);
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const own = colour(getComputedStyle(at).backgroundColor);
      if (own?.[3] > 0) layers.push(own);
      if (own?.[3] === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const box = element.getBoundingClientRect();
    if (!node.data.trim() || element.closest('script, style, desc, title, option') || box.width <= 1 || box.height <= 1) continue;
    const style = getComputedStyle(element);
    const picture = element.closest('svg');
    const ink = colour(picture ? style.fill : style.color);
    const behind = ground(picture ?? element);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    found.push([ratio(over(ink, behind), behind), isLarge, element.tagName, node.data.trim().slice(0, 40)]);
  }
  // What one presses and writes in has an edge of 3 to 1 (1.4.11), and its placeholder is a text.
  for (const control of document.querySelectorAll('input, select, button')) {
    const style = getComputedStyle(control);
    found.push([ratio(colour(style.borderTopColor), ground(control.parentElement)), true, control.tagName, 'edge']);
    found.push([ratio(colour(getComputedStyle(control, '::placeholder').color), ground(control)), false, control.tagName, 'placeholder']);
  }
  return found.sort((a, b) => a[0] - b[0]);
}"""

OVERFLOWING = """() => [...document.querySelectorAll('main *')]
  .filter((e) => !e.closest('svg, .scroll, .hidden') && getComputedStyle(e).display !== 'inline' && e.clientWidth > 1)
  .filter((e) => e.scrollWidth > e.clientWidth + 1)
  .map((e) => `${e.tagName}.${e.className} ${e.scrollWidth} > ${e.clientWidth}`)"""

# Whether the focused head of a cause is completely visible, with nothing above it.
IN_SIGHT = """() => {
  const head = document.activeElement, box = head.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + 150, box.top + 12);
  return box.top >= 0 && box.bottom <= innerHeight && !!top && head.contains(top);
}"""

FOCUSED = "document.activeElement.closest('article.cause')?.id"


class Checks:
    def __init__(self):
        self.failed = 0

    def that(self, holds, what):
        self.failed += not holds
        if not holds:
            print(f"FAILED  {what}")


def look(browser, address, name, check):
    """At three widths, light and dark: no request, no message, no overflow, enough contrast."""
    for scheme in ("light", "dark"):
        least = 99
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            said, asked = [], []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.on("pageerror", lambda error, said=said: said.append(str(error)))
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
            place = f"{name}, {scheme}, {width}"
            check.that(asked == [address], f"{place}: requests {asked}")
            check.that(not said, f"{place}: messages {said}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            check.that(wide <= width, f"{place}: the page is {wide} wide")
            check.that(not (over := page.evaluate(OVERFLOWING)), f"{place}: {over[:3]}")
            contrast = page.evaluate(CONTRAST)
            low = [text for text in contrast if text[0] < (3 if text[1] else 4.5)]
            check.that(not low, f"{place}: contrast {low[:3]}")
            least = min([least] + [text[0] for text in contrast if not text[1]])
            page.close()
        print(f"{name}, {scheme}: the least contrast of a text is {least:.2f} to 1")


def press(browser, address, name, check):
    """With a keyboard."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    page.keyboard.press("/")
    check.that(page.evaluate("document.activeElement.id") == "search", f"{name}: / goes to the search")
    page.keyboard.type("email")
    shown = page.locator("article.cause:visible").count()
    told = page.inner_text("#shown")
    check.that(told.startswith(f"{shown} "), f"{name}: {shown} causes are shown, and it says {told}")
    check.that(page.get_attribute("#shown", "aria-live") == "polite", f"{name}: the count is announced")
    page.keyboard.press("Escape")
    check.that(page.input_value("#search") == "", f"{name}: Escape clears")
    ids = page.eval_on_selector_all("article.cause", "causes => causes.map((cause) => cause.id)")
    walked = []
    for key in "j" * len(ids) + "k" * len(ids):
        page.keyboard.press(key)
        walked.append(page.evaluate(FOCUSED))
        check.that(page.evaluate(IN_SIGHT), f"{name}: {key} to {walked[-1]}, which is not in sight")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        check.that(outline == "solid", f"{name}: the focus is seen")
    check.that(walked[: len(ids)] == ids, f"{name}: j goes through the causes in order")
    was = page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Enter")
    check.that(page.evaluate("document.activeElement.parentElement.open") != was, f"{name}: Enter opens and closes")
    check.that(page.locator("[tabindex]:not([tabindex='0'])").count() == 0, f"{name}: Tab goes through the page as it reads")

    page.goto("about:blank")
    page.goto(f"{address}#{ids[-1]}")
    check.that(page.locator(f"[id='{ids[-1]}'] .body").is_visible(), f"{name}: an address opens its cause")
    page.fill("#search", "nothing is called so")
    check.that(page.inner_text("#shown").startswith("0 of"), f"{name}: the count says that nothing is left")
    page.evaluate("(id) => { location.hash = id; }", ids[0])
    page.wait_for_timeout(300)
    check.that(page.locator(f"[id='{ids[0]}']").is_visible(), f"{name}: an address shows a cause that was filtered out")
    page.close()


def do_without(browser, address, name, check):
    """Without script: everything is there, and no control that would not work."""
    page = browser.new_page(java_script_enabled=False)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    check.that(not said, f"{name}, no script: messages {said}")
    check.that(page.locator(":is(button, input, select):visible").count() == 0, f"{name}, no script: there are dead controls")
    causes = page.locator("article.cause")
    check.that(causes.count() == page.locator("article.cause:visible").count(), f"{name}, no script: a cause is missing")
    causes.last.locator("summary.head").click()
    check.that(causes.last.locator(".body").is_visible(), f"{name}, no script: a cause opens")
    page.close()


def main(telltale):
    check = Checks()
    with TemporaryDirectory() as folder, reports.chromium() as browser:
        for name, path in reports.write(Path(telltale).resolve(), Path(folder)).items():
            for use in (look, press, do_without):
                use(browser, path.as_uri(), name, check)
        # The bundle has neither script nor controls.
        look(browser, reports.publish(Path(telltale).resolve(), Path(folder)).as_uri(), "bundle", check)
    if check.failed:
        raise SystemExit(f"{check.failed} checks failed")
    print("Everything holds.")


if __name__ == "__main__":
    main(*sys.argv[1:])
