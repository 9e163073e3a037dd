"""Takes the screenshots for the documents: screenshots.py TELLTALE FOLDER."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import reports

# The maximum size of an image in a document.
MOST = 300_000


def screen(browser, report, picture, width, height, scheme="light", scale=1, at=None, unfolds=None):
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=scale, reduced_motion="reduce"
    )
    page.goto(report.as_uri() + (at or ""))
    if unfolds:
        page.locator(unfolds).first.evaluate("(details) => { details.open = true; }")
    if at:
        page.mouse.wheel(0, 30)  # Past what stands above.
        page.wait_for_timeout(300)
    page.screenshot(path=picture)
    page.close()


def paper(browser, report, picture, folder, pages):
    """Prints a report and shows some of its pages side by side."""
    page = browser.new_page()
    page.goto(report.as_uri())
    page.pdf(path=folder / "report.pdf", prefer_css_page_size=True, print_background=True)
    page.close()
    first, last = pages
    subprocess.run(
        ["pdftoppm", "-png", "-r", "160", "-f", str(first), "-l", str(last), folder / "report.pdf", folder / "sheet"], check=True
    )
    sheets = sorted(folder.glob("sheet*.png"))
    table = folder / "table.html"
    images = "".join(f'<img src="{sheet.name}" width="480" height="680">' for sheet in sheets)
    table.write_text(
        "<style>body{margin:0;padding:20px;display:flex;gap:20px;background:#8a8f98}img{box-shadow:0 2px 8px #0005}</style>" + images
    )
    page = browser.new_page(viewport={"width": 20 + 500 * len(sheets), "height": 720})
    page.goto(table.as_uri())
    page.screenshot(path=picture)
    page.close()


def main(telltale, target):
    telltale, target = Path(telltale).resolve(), Path(target).resolve()
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name, reports.chromium() as browser:
        folder = Path(name)
        written = reports.write(telltale, folder)
        screen(browser, written["leaky"], target / "report-light.png", 1100, 1360)
        screen(browser, written["policy"], target / "report-dark.png", 1100, 1420, scheme="dark", at="#causes")
        screen(browser, written["optout"], target / "report-narrow.png", 390, 1180, scale=2)
        paper(browser, written["leaky"], target / "report-print.png", folder, (1, 2))
        bundle = reports.publish(telltale, folder)
        screen(browser, bundle, target / "bundle-light.png", 1200, 1320)
        screen(browser, bundle, target / "bundle-sample.png", 1200, 760, at="#samples", unfolds=".sample")
    for picture in sorted(target.glob("*.png")):
        size = picture.stat().st_size
        print(f"{picture.name}: {size:,} bytes")
        if size > MOST:
            raise SystemExit(f"{picture.name} is above {MOST:,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
