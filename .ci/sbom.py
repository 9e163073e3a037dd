"""Prints the bill of materials of an executable as CycloneDX 1.6: sbom.py TELLTALE VERSION LINKED. LINKED holds what `.ci/linked` prints."""

import datetime
import hashlib
import json
import os
import pathlib
import sys
import uuid

executable, version, linked = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
digest = hashlib.sha256(executable.read_bytes()).hexdigest()
moment = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)


def licence(expression):
    # A single identifier has its own member; a combination is an expression.
    return [{"expression": expression}] if " " in expression else [{"license": {"id": expression}}]


def component(row):
    _, name, version, expression, address, _ = row
    return {
        "type": "library", "bom-ref": address, "name": name, "version": version, "licenses": licence(expression), "purl": address,
    }  # fmt: skip


rows = [line.split("\t") for line in linked.read_text(encoding="utf-8").splitlines()]
components = [component(row) for row in sorted(rows, key=lambda row: row[4])]
root = f"pkg:generic/telltale@{version}"
crypto = next(row[4] for row in rows if row[1] == "swift-crypto")
# swift-crypto contains the sources of two libraries; all others are components of their own.
vendored = [row[4] for row in rows if row[0] == "vendored"]
direct = sorted(row[4] for row in rows if row[0] != "vendored")
document = {
    "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'telltale {version} {digest}')}",
    "version": 1,
    "metadata": {
        "timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "component": {
            "type": "application", "bom-ref": root, "name": "telltale", "version": version, "licenses": licence("Apache-2.0"), "purl": root,
            "hashes": [{"alg": "SHA-256", "content": digest}],
        },
    },
    "components": components,
    "dependencies": [{"ref": root, "dependsOn": direct}, {"ref": crypto, "dependsOn": sorted(vendored)}]
    + [{"ref": address} for address in sorted({*direct, *vendored} - {crypto})],
}  # fmt: skip
print(json.dumps(document, indent=2, ensure_ascii=False))
