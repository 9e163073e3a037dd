"""The pages of the samples for the browser scripts, and the browser."""

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

SAMPLES = Path(__file__).resolve().parent.parent / "samples"

# Everything that a page marks: disclosed, waived, an expired waiver, and one that covers nothing. None depends on the date.
POLICY = """\
disclosures:
  - field: client.ip
    reason: The customer's country, for tax; the privacy policy says so
    link: https://app.example/trust
waivers:
  - rule: page-title-content
    path: page.title
    reason: The router sets neutral titles from the next release on
    owner: platform team
    expires: 2199-12-31
  - rule: email
    path: user.traits.email
    reason: Mailings went through the gateway until the move
    owner: growth team
    expires: 2020-12-31
  - rule: phone-number
    path: user.traits.phone
    reason: There was one
    expires: 2199-12-31
"""

# What the Trust Center page uses: purposes, disclosures, and a customer who opted out, in whose capture no one is contacted.
PUBLISHED = """\
first_party: [app.example]
destinations:
  - {id: segment, purpose: 'How features are used, by account ID', region: us}
  - {id: sentry, purpose: 'Errors of the app, so that we can repair them', region: eu}
  - {id: intercom, purpose: Help inside the app, region: eu}
disclosures:
  - {field: page.title, reason: Names of our own screens}
opt_out: ['*atlassian-platform.har']
"""


def write(telltale, folder):
    """Writes the reports into a folder; returns their paths by name."""
    (folder / "policy.yaml").write_text(POLICY)
    runs = {
        "leaky": ["connect-segment-leaky.har"],
        "clean": ["connect-segment-clean.har"],
        "optout": ["optout-broken.har", "--opted-out"],
        "policy": ["rudderstack-events.ndjson", "--policy", folder / "policy.yaml"],
    }
    reports = {}
    for name, arguments in runs.items():
        path = folder / f"{name}.html"
        run = subprocess.run(
            [telltale, "audit", *arguments, "--report", path], cwd=SAMPLES, stdout=subprocess.DEVNULL, check=False
        )
        if run.returncode not in (0, 1, 2):
            raise SystemExit(f"{name}: telltale exited {run.returncode}")
        reports[name] = path
    return reports


def publish(telltale, folder):
    """Writes a Trust Center bundle into a folder; returns the path of its page."""
    (folder / "published.yaml").write_text(PUBLISHED)
    captures = ["connect-segment-clean.har", "atlassian-platform.har"]
    command = [telltale, "publish", *captures, "--policy", folder / "published.yaml", "--output", folder / "bundle", "--allow-findings"]
    run = subprocess.run(command, cwd=SAMPLES, stdout=subprocess.DEVNULL, check=False)
    if run.returncode != 0:
        raise SystemExit(f"bundle: telltale exited {run.returncode}")
    return folder / "bundle" / "index.html"


@contextmanager
def chromium():
    """The browser of the system."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()
