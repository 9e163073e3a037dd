"""An end-to-end test that leaves a HAR capture behind, and lets nothing reach a vendor."""

import os
import re
import shutil
import unittest
from pathlib import Path

from playwright.sync_api import sync_playwright

CAPTURES = Path(os.environ.get("CAPTURES", "captures"))
PORT = os.environ.get("PORT", "8443")

# The app itself. Whatever else a page asks for is answered here.
APP = re.compile(r"https://(acme\.atlassian\.net|forms\.app\.example)/")

# The example app is served by this machine. Leave this out where yours has an address of its own.
LOCAL = f"MAP acme.atlassian.net 127.0.0.1:{PORT}, MAP forms.app.example 127.0.0.1:{PORT}, MAP * ~NOTFOUND"


def answer(route):
    """Answers in place of a vendor. The request is recorded as if it had been sent."""
    route.fulfill(status=200, headers={"Access-Control-Allow-Origin": "*"}, json={"success": True})


class FormsTest(unittest.TestCase):
    def setUp(self):
        playwright = self.enterContext(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),  # without one, the browser that Playwright installed
            args=[f"--host-resolver-rules={LOCAL}"],
        )
        self.addCleanup(browser.close)
        context = browser.new_context(
            record_har_path=CAPTURES / f"{self.id()}.har",
            record_har_content="embed",  # bodies stand in the capture itself
            service_workers="block",  # their requests would pass routes by
            ignore_https_errors=True,  # the example's certificate is its own
        )
        self.addCleanup(context.close)  # which writes the capture
        context.route(lambda url: not APP.match(url), answer)
        self.page = context.new_page()

    def test_create_form(self):
        with self.page.expect_response("https://api.segment.io/v1/p"):
            self.page.goto("https://acme.atlassian.net/browse/HR-42")
        frame = self.page.frame_locator("[name=forms]")
        frame.get_by_role("heading", name="Parental leave request").wait_for()
        # A capture without events passes every gate: be sure that some were sent.
        with self.page.expect_response("https://api.segment.io/v1/t"):
            frame.get_by_role("button", name="Create form").click()
        help_link = frame.get_by_role("link", name="Help")
        if help_link.count():
            with self.page.expect_response("https://api-iam.intercom.io/**"):
                help_link.click()
        self.page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    unittest.main()
