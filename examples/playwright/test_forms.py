"""An end-to-end test that records a HAR capture and lets nothing reach a vendor."""

import os
import re
import shutil
import unittest
from pathlib import Path

from playwright.sync_api import sync_playwright

CAPTURES = Path(os.environ.get("CAPTURES", "captures"))
PORT = os.environ.get("PORT", "8443")

# The app itself. The test responds to all other requests.
APP = re.compile(r"https://(acme\.atlassian\.net|forms\.app\.example)/")

# This machine serves the example app. Leave this out if DNS knows your app.
LOCAL = f"MAP acme.atlassian.net 127.0.0.1:{PORT}, MAP forms.app.example 127.0.0.1:{PORT}, MAP * ~NOTFOUND"


def respond(route):
    """Responds instead of a vendor. The request is recorded as if it had been sent."""
    route.fulfill(status=200, headers={"Access-Control-Allow-Origin": "*"}, json={"success": True})


class FormsTest(unittest.TestCase):
    def setUp(self):
        playwright = self.enterContext(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),  # if there is none, the browser that Playwright installed
            args=[f"--host-resolver-rules={LOCAL}"],
        )
        self.addCleanup(browser.close)
        context = browser.new_context(
            record_har_path=CAPTURES / f"{self.id()}.har",
            record_har_content="embed",  # keep bodies in the capture
            service_workers="block",  # their requests bypass routes
            ignore_https_errors=True,  # the example's certificate is self-signed
        )
        self.addCleanup(context.close)  # writes the capture
        context.route(lambda url: not APP.match(url), respond)
        self.page = context.new_page()

    def test_create_form(self):
        with self.page.expect_response("https://api.segment.io/v1/p"):
            self.page.goto("https://acme.atlassian.net/browse/HR-42")
        frame = self.page.frame_locator("[name=forms]")
        frame.get_by_role("heading", name="Parental leave request").wait_for()
        # A capture without events passes every gate: make sure that some were sent.
        with self.page.expect_response("https://api.segment.io/v1/t"):
            frame.get_by_role("button", name="Create form").click()
        help_link = frame.get_by_role("link", name="Help")
        if help_link.count():
            with self.page.expect_response("https://api-iam.intercom.io/**"):
                help_link.click()
        self.page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    unittest.main()
