"""Chromium with a log of its network, to prove that a test reached nothing but this machine."""

import json
import os
import shutil
from pathlib import Path

# What opens a connection, puts something on the wire, or asks for a name. Connecting a UDP socket sends nothing: Chromium does it
# to see whether there is a route.
CONNECTS, SENDS = {"TCP_CONNECT_ATTEMPT"}, {"UDP_BYTES_SENT", "DNS_TRANSACTION", "HOST_RESOLVER_SYSTEM_TASK"}


def wrapped(folder: Path) -> Path:
    """Writes a `chromium` that logs its network; returns the folder to put before the path."""
    chromium = folder / "bin" / "chromium"
    chromium.parent.mkdir(parents=True)
    log = folder / "netlog-$$.json"
    chromium.write_text(f'#!/bin/sh\nexec {shutil.which("chromium")} --log-net-log="{log}" --no-sandbox "$@"\n')
    os.chmod(chromium, 0o755)
    return chromium.parent


def reached(folder: Path) -> set[str]:
    """Every address that was connected to, and every other thing that was sent, in all logs of a folder."""
    found = set()
    logs = list(folder.glob("netlog-*.json"))
    assert logs, "Chromium wrote no log"
    for log in logs:
        # The first line holds the constants, each further one an event. A browser that is killed leaves the last one unfinished.
        constants, *lines = log.read_text().splitlines()
        types = json.loads(constants.rstrip(",") + "}")["constants"]["logEventTypes"]
        assert CONNECTS | SENDS <= types.keys(), "Chromium names its events otherwise"
        names = {number: name for name, number in types.items()}
        for line in (line for line in lines if line.startswith("{")):
            try:
                event = json.loads(line.rstrip(",]"))
            except ValueError:
                assert line is lines[-1], line
                continue
            name = names[event["type"]]
            if name in CONNECTS and "address" in event.get("params", {}):
                found.add(event["params"]["address"])
            elif name in SENDS:
                found.add(f"{name} {event.get('params')}")
    return found
