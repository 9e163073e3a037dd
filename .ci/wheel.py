"""Builds a Python wheel with the executable: wheel.py FOLDER VERSION OUTPUT. FOLDER is the folder that `package` fills. `pip install` puts the executable on the path."""

import base64
import hashlib
import os
import pathlib
import platform
import sys
import time
import zipfile

folder, version, output = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
# The executable is static: it runs with any C library and with none.
machine = platform.machine()
platforms = [f"manylinux_2_17_{machine}", f"manylinux2014_{machine}", f"musllinux_1_1_{machine}"]
data, info = f"telltale-{version}.data", f"telltale-{version}.dist-info"
shared = {
    "completions/telltale.bash": "bash-completion/completions/telltale",
    "completions/_telltale": "zsh/site-functions/_telltale",
    "completions/telltale.fish": "fish/vendor_completions.d/telltale.fish",
}
licences = sorted(path.name for path in (folder / "licenses").iterdir())

metadata = f"""Metadata-Version: 2.4
Name: telltale
Version: {version}
Summary: Privacy auditor and payload linter for an app's traffic
License-Expression: Apache-2.0
License-File: LICENSE
{"".join(f"License-File: licenses/{name}{chr(10)}" for name in licences)}Classifier: Environment :: Console
Classifier: Operating System :: POSIX :: Linux
Classifier: Topic :: Security
Requires-Python: >=3.8
Description-Content-Type: text/markdown

{(folder / "README.md").read_text(encoding="utf-8")}"""
wheel = f"""Wheel-Version: 1.0
Generator: telltale ({version})
Root-Is-Purelib: false
{"".join(f"Tag: py3-none-{name}{chr(10)}" for name in platforms)}"""

files = {f"{data}/scripts/telltale": (folder / "telltale").read_bytes()}
for page in (folder / "man").iterdir():
    files[f"{data}/data/share/man/man1/{page.name}"] = page.read_bytes()
for name, place in shared.items():
    files[f"{data}/data/share/{place}"] = (folder / name).read_bytes()
files[f"{info}/licenses/LICENSE"] = (folder / "LICENSE").read_bytes()
for name in licences:
    files[f"{info}/licenses/licenses/{name}"] = (folder / "licenses" / name).read_bytes()
files[f"{info}/METADATA"] = metadata.encode()
files[f"{info}/WHEEL"] = wheel.encode()


def digest(content):
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


record = "".join(f"{name},{digest(files[name])},{len(files[name])}\n" for name in sorted(files))
files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()

# A ZIP archive knows no time before 1980.
moment = max(time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6], (1980, 1, 1, 0, 0, 0))
# What is about the archive comes last, as the format asks, and RECORD at the very end.
order = sorted(files, key=lambda name: (name.startswith(info), name.endswith("/RECORD"), name))
with zipfile.ZipFile(output / f"telltale-{version}-py3-none-{'.'.join(platforms)}.whl", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for name in order:
        entry = zipfile.ZipInfo(name, moment)
        entry.create_system = 3
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = (0o100755 if name.endswith("/scripts/telltale") else 0o100644) << 16
        archive.writestr(entry, files[name])
