"""An end-to-end test behind mitmproxy, which records a HAR capture and lets nothing reach a vendor."""

import os
import shutil
import socket
import subprocess
import time
import unittest
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions as expect
from selenium.webdriver.support.wait import WebDriverWait

CAPTURES = Path(os.environ.get("CAPTURES", "captures"))
PORT = os.environ.get("PORT", "8443")
PROXY = int(os.environ.get("PROXY_PORT", "8080"))
ADDON = Path(__file__).resolve().parent.parent / "proxy" / "respond.py"

# The hosts of the app. "=ADDRESS:PORT" says where this machine serves the example; leave it out if DNS knows your app.
APP = [f"{host}=127.0.0.1:{PORT}" for host in ("acme.atlassian.net", "forms.app.example")]


class FormsTest(unittest.TestCase):
    def setUp(self):
        self.start_proxy()
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        options.accept_insecure_certs = True  # mitmproxy signs for every host
        options.add_argument(f"--proxy-server=127.0.0.1:{PROXY}")
        options.add_argument("--headless=new")
        options.add_argument("--no-sandbox")  # in a container, as root
        self.browser = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
        self.addCleanup(self.browser.quit)

    def start_proxy(self):
        CAPTURES.mkdir(parents=True, exist_ok=True)
        command = ["mitmdump", "--quiet", "--listen-host", "127.0.0.1", "--listen-port", str(PROXY), "--ssl-insecure"]
        command += ["--scripts", ADDON, "--set", f"hardump={CAPTURES / f'{self.id()}.har'}"]
        for host in APP:
            command += ["--set", f"app={host}"]
        proxy = subprocess.Popen(command)
        self.addCleanup(proxy.wait)
        self.addCleanup(proxy.terminate)  # writes the capture
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", PROXY)) == 0:
                    return
            time.sleep(0.1)
        self.fail("the proxy does not start")

    def test_create_form(self):
        wait = WebDriverWait(self.browser, 20)
        self.browser.get("https://acme.atlassian.net/browse/HR-42")
        wait.until(expect.frame_to_be_available_and_switch_to_it((By.NAME, "forms")))
        wait.until(expect.text_to_be_present_in_element((By.TAG_NAME, "h1"), "Parental leave request"))
        self.browser.find_element(By.ID, "create").click()
        # A capture without events passes every gate: make sure that some were sent.
        wait.until(lambda _: "https://api.segment.io/v1/t" in self.requested())
        if self.browser.find_elements(By.ID, "help"):
            self.browser.find_element(By.ID, "help").click()
            wait.until(lambda _: "https://api-iam.intercom.io/messenger/web/ping" in self.requested())

    def requested(self):
        """The URLs that the frame requested and got a response from."""
        return self.browser.execute_script("return performance.getEntriesByType('resource').map((entry) => entry.name)")


if __name__ == "__main__":
    unittest.main()
