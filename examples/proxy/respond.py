"""A mitmproxy addon: passes on requests to the app and responds to all others itself, so that they are recorded and reach no vendor.

mitmdump --scripts respond.py --set app=forms.app.example --set hardump=captures/forms.har

A host may say where it is served: --set app=forms.app.example=127.0.0.1:8443
"""

from collections.abc import Sequence

from mitmproxy import ctx, http

HEADERS = {"Content-Type": "application/json", "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}


class Respond:
    def load(self, loader):
        loader.add_option("app", Sequence[str], [], "The app's hosts, as HOST or HOST=ADDRESS:PORT. The addon responds for all others.")

    def running(self):
        # Otherwise the proxy connects to a vendor before it sees a request.
        ctx.options.connection_strategy = "lazy"

    def configure(self, updated):
        if "app" in updated:
            self.app = dict((*name.split("=", 1), "")[:2] for name in ctx.options.app)

    def request(self, flow):
        if flow.request.headers.get("Content-Type") == "text/plain":
            # What analytics libraries send is UTF-8. Without a charset the capture would hold it as Latin-1.
            flow.request.headers["Content-Type"] = "text/plain;charset=UTF-8"
        if flow.request.pretty_host not in self.app:
            flow.response = http.Response.make(200, b'{"success": true}', HEADERS)

    def server_connect(self, data):
        host = data.server.address[0]
        if host not in self.app:
            data.server.error = f"{host} is not a host of the app"
        elif self.app[host]:
            address, port = self.app[host].rsplit(":", 1)
            data.server.address = (address, int(port))


addons = [Respond()]
