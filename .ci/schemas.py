"""Compares the validator of JSON Schema in telltale with Python's jsonschema: schemas.py WORKBENCH [--seed N] [--count N].

Generates schemas of draft 7 and 2020-12 from a seed, and values that nearly fit each, and compares the results for every pair. Numbers are
read exactly here too: floats would round. Exits 1 on any difference, and prints it.
"""

import argparse
import decimal
import json
import random
import subprocess
import sys

import jsonschema

VALUES_PER_SCHEMA = 12
KEYS = ["a", "b", "c", "id", "name", "plan", "x-y", "é"]
WORDS = ["", "a", "ab", "abc", "A1", "plan", "2026-11-20", "12", "é", "😀", "x-y", "null", "aaaa", "true"]
PATTERNS = ["^a", "b$", "^[a-z]+$", "[0-9]{2}", "a|b", "^(ab)?c*$", "^.$", "x-y", "^[A-Z][0-9]$"]
TYPES = ["null", "boolean", "integer", "number", "string", "array", "object"]
FORMATS = {
    "date": ["2026-11-20", "2026-02-29", "2024-02-29", "2026-13-01", "2026-1-1", "20261120", "2026-00-10", "x"],
    "ipv4": ["192.0.2.1", "192.0.2", "256.0.0.1", "192.0.2.01", "192.0.2.1 ", "", "1.2.3.4.5", "0.0.0.0"],
    "ipv6": ["2001:db8::1", "::", "::1", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "::192.0.2.1", "12345::", "1::2::3", "g::", "1:2:3:4:5:6:7::"],
    "uuid": ["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380", "2eb8aa08aa9811eab4aa73b441d16380",
             "2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g", "x"],
    "email": ["jane@acme.example", "jane", "jane.doe@acme.example"],
    "regex": ["^a", "(", "[a-z]+", "a{2}", "["],
    "uri": ["https://app.example/a?b=c#d", "mailto:jane", "/a/b", "https://app.example/a b", "urn:a:b", "a", "https://[2001:db8::1]/"],
}


def number(rng):
    return rng.choice([
        lambda: rng.randint(-3, 12), lambda: rng.randint(-30, 120) / 10, lambda: float(rng.randint(-3, 12)), lambda: rng.choice([0, 1, 2]),
        lambda: rng.choice([1e3, 1.5e2, 12345678901234567890, 0.01, 19.99, -0.0]),
    ])()


def value(rng, depth=0):
    kinds = ["null", "boolean", "number", "number", "string", "string"] + (["array", "object", "object"] if depth < 3 else [])
    kind = rng.choice(kinds)
    if kind == "null":
        return None
    if kind == "boolean":
        return rng.random() < 0.5
    if kind == "number":
        return number(rng)
    if kind == "string":
        return rng.choice(WORDS + [word for words in FORMATS.values() for word in words])
    if kind == "array":
        return [value(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    return {rng.choice(KEYS): value(rng, depth + 1) for _ in range(rng.randint(0, 4))}


class Generator:
    """Generates one schema document, and values that nearly fit it."""

    def __init__(self, rng, draft):
        self.rng, self.draft = rng, draft
        self.names = ["one", "two/three", "fo~ur"][: rng.randint(0, 3)]
        self.anchors = []

    def document(self):
        schema = self.schema(0)
        if not isinstance(schema, dict):
            return schema
        schema["$schema"] = "http://json-schema.org/draft-07/schema#" if self.draft == 7 else "https://json-schema.org/draft/2020-12/schema"
        if self.names:
            place = "definitions" if self.draft == 7 or self.rng.random() < 0.3 else "$defs"
            self.place, names = place, self.names
            schema[place] = {name: self.definition(name) for name in names}
            self.fix(schema)
        else:
            self.fix(schema)
        return schema

    def definition(self, name):
        schema = self.schema(2)
        if not isinstance(schema, dict) or "$ref" in schema:
            return schema
        if self.rng.random() < 0.3:
            schema["$id" if self.draft == 7 else "$anchor"] = ("#" if self.draft == 7 else "") + "at-" + name[:2]
            self.anchors.append((name, "#at-" + name[:2]))
        return schema

    def fix(self, node):
        """Replaces the names of definitions, which are known now, by references."""
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), tuple):
                name = node["$ref"][0]
                anchor = dict(self.anchors).get(name)
                pointer = "#/" + self.place + "/" + name.replace("~", "~0").replace("/", "~1")
                node["$ref"] = anchor if anchor and self.rng.random() < 0.5 else pointer
            for child in node.values():
                self.fix(child)
        elif isinstance(node, list):
            for child in node:
                self.fix(child)

    def schema(self, depth):
        rng = self.rng
        if depth > 3 or rng.random() < 0.06:
            return rng.choice([True, False, {}, {"type": rng.choice(TYPES)}])
        schema = {}
        # Only inside a value, so that no reference leads directly back to itself.
        if self.names and depth > 0 and rng.random() < 0.18:
            schema["$ref"] = (rng.choice(self.names),)
            self.guard = True
            if self.draft == 7:
                return schema
        for _ in range(rng.choice([1, 1, 2, 2, 3, 4])):
            self.keyword(schema, depth)
        return schema

    def some(self, depth, least=1):
        return [self.schema(depth + 1) for _ in range(self.rng.randint(least, 3))]

    def members(self, depth):
        return {key: self.schema(depth + 1) for key in self.rng.sample(KEYS, self.rng.randint(1, 3))}

    def keyword(self, schema, depth):
        rng, new = self.rng, self.draft != 7
        names = [
            "type", "type", "enum", "const", "properties", "properties", "patternProperties", "additionalProperties", "required", "minProperties",
            "maxProperties", "propertyNames", "items", "items", "contains", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
            "multipleOf", "minLength", "maxLength", "pattern", "format", "allOf", "anyOf", "oneOf", "not", "if", "minItems", "maxItems",
            "uniqueItems",
        ]
        names += ["dependentRequired", "dependentSchemas", "prefixItems", "minContains", "unevaluatedProperties", "unevaluatedItems"] if new \
            else ["dependencies", "additionalItems"]
        name = rng.choice(names)
        if name == "type":
            schema["type"] = rng.choice(TYPES) if rng.random() < 0.7 else rng.sample(TYPES, rng.randint(1, 3))
        elif name == "enum":
            schema["enum"] = [value(rng, 2) for _ in range(rng.randint(1, 4))]
        elif name == "const":
            schema["const"] = value(rng, 1)
        elif name == "properties":
            schema["properties"] = self.members(depth)
        elif name == "patternProperties":
            schema["patternProperties"] = {rng.choice(PATTERNS): self.schema(depth + 1) for _ in range(rng.randint(1, 2))}
        elif name in ("additionalProperties", "propertyNames", "not", "contains", "unevaluatedProperties", "unevaluatedItems"):
            schema[name] = rng.choice([False, self.schema(depth + 1)]) if name != "not" else self.schema(depth + 1)
        elif name == "required":
            schema["required"] = rng.sample(KEYS, rng.randint(1, 2))
        elif name in ("minProperties", "maxProperties", "minItems", "maxItems", "minLength", "maxLength"):
            schema[name] = rng.randint(0, 3)
        elif name == "items":
            if not new and rng.random() < 0.4:
                schema["items"] = self.some(depth)
            else:
                items = self.schema(depth + 1)
                schema["items"] = {} if "additionalItems" in schema and isinstance(items, bool) else items
        elif name == "additionalItems":
            schema["additionalItems"] = rng.choice([False, self.schema(depth + 1)])
            if not isinstance(schema.get("items"), (list, dict)):
                # Next to `items: true`, jsonschema fails on it.
                schema["items"] = self.some(depth)
        elif name == "prefixItems":
            schema["prefixItems"] = self.some(depth)
        elif name == "minContains":
            schema["contains"] = self.schema(depth + 1)
            schema["minContains"] = rng.randint(0, 2)
            if rng.random() < 0.5:
                schema["maxContains"] = rng.randint(0, 3)
        elif name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
            schema[name] = number(rng)
        elif name == "multipleOf":
            schema["multipleOf"] = rng.choice([1, 2, 3, 0.5, 0.1, 0.01, 1.5])
        elif name == "pattern":
            schema["pattern"] = rng.choice(PATTERNS)
        elif name == "format":
            schema["format"] = rng.choice(sorted(FORMATS))
        elif name in ("allOf", "anyOf", "oneOf"):
            schema[name] = self.some(depth)
        elif name == "if":
            schema["if"] = self.schema(depth + 1)
            for branch in ("then", "else"):
                if rng.random() < 0.7:
                    schema[branch] = self.schema(depth + 1)
        elif name == "uniqueItems":
            schema["uniqueItems"] = rng.random() < 0.8
        elif name == "dependentRequired":
            schema[name] = {rng.choice(KEYS): rng.sample(KEYS, rng.randint(0, 2))}
        elif name == "dependentSchemas":
            schema[name] = {rng.choice(KEYS): self.schema(depth + 1)}
        elif name == "dependencies":
            schema[name] = {rng.choice(KEYS): rng.choice([rng.sample(KEYS, rng.randint(0, 2)), self.schema(depth + 1)])}

    def fitting(self, schema, document, depth=0):
        """A value that fits some of the schema's requirements."""
        rng = self.rng
        if not isinstance(schema, dict) or depth > 5 or rng.random() < 0.12:
            return value(rng, min(depth, 3))
        if isinstance(schema.get("$ref"), str):
            return self.fitting(self.target(schema["$ref"], document), document, depth + 1)
        if "const" in schema and rng.random() < 0.8:
            return schema["const"]
        if "enum" in schema and rng.random() < 0.8:
            return rng.choice(schema["enum"])
        for name in ("allOf", "anyOf", "oneOf"):
            if name in schema and rng.random() < 0.5:
                return self.fitting(rng.choice(schema[name]), document, depth + 1)
        kinds = schema.get("type", TYPES)
        kind = rng.choice([kinds] if isinstance(kinds, str) else kinds)
        if any(key in schema for key in ("properties", "required", "patternProperties", "propertyNames")) and rng.random() < 0.8:
            kind = "object"
        if any(key in schema for key in ("items", "prefixItems", "contains")) and rng.random() < 0.8:
            kind = "array"
        if kind == "object":
            keys = set(rng.sample(KEYS, rng.randint(0, 2))) | {key for key in schema.get("required", []) if rng.random() < 0.9}
            keys |= {key for key in schema.get("properties", {}) if rng.random() < 0.7}
            return {key: self.fitting(schema.get("properties", {}).get(key, schema.get("additionalProperties", True)), document, depth + 1)
                    for key in sorted(keys)}
        if kind == "array":
            first = schema.get("prefixItems", schema.get("items") if isinstance(schema.get("items"), list) else [])
            rest = schema.get("items") if not isinstance(schema.get("items"), list) else schema.get("additionalItems", True)
            rest = schema.get("contains", True) if rest is None else rest
            count = rng.randint(schema.get("minItems", 0), max(schema.get("minItems", 0), 4))
            return [self.fitting(first[at] if at < len(first) else rest, document, depth + 1) for at in range(count)]
        if kind == "string":
            return rng.choice(FORMATS.get(schema.get("format"), WORDS))
        if kind == "null":
            return None
        if kind == "boolean":
            return rng.random() < 0.5
        near = schema.get("minimum", schema.get("maximum", schema.get("exclusiveMinimum", schema.get("multipleOf", 1))))
        return rng.choice([near, near + 1, near - 1, number(rng)])

    def target(self, reference, document):
        for name, anchor in self.anchors:
            if reference == anchor:
                return document[self.place][name]
        name = reference.split("/", 2)[2].replace("~1", "/").replace("~0", "~")
        return document[self.place][name]


def exact(text):
    """A number as it is: an integer where it is one."""
    number = decimal.Decimal(text)
    return int(number) if number == number.to_integral_value() else number


def circles(schema):
    """Whether a reference may lead back to itself before any value is entered: both validators refuse such a schema, or fail on it."""
    document = schema

    def resolve(reference):
        anchors = {}

        def collect(node):
            if isinstance(node, dict):
                for key in ("$anchor", "$id"):
                    if isinstance(node.get(key), str):
                        anchors["#" + node[key].lstrip("#")] = node
                for child in node.values():
                    collect(child)
            elif isinstance(node, list):
                for child in node:
                    collect(child)

        collect(document)
        if reference in anchors:
            return anchors[reference]
        node = document
        for part in reference.split("/")[1:]:
            node = node[part.replace("~1", "/").replace("~0", "~")]
        return node

    def walk(node, seen):
        if not isinstance(node, dict):
            return False
        if id(node) in seen:
            return True
        seen = seen | {id(node)}
        children = [node[key] for key in ("not", "if", "then", "else") if key in node]
        for key in ("allOf", "anyOf", "oneOf"):
            children += node.get(key, [])
        children += list(node.get("dependentSchemas", {}).values())
        children += [child for child in node.get("dependencies", {}).values() if not isinstance(child, list)]
        if isinstance(node.get("$ref"), str):
            children.append(resolve(node["$ref"]))
        return any(walk(child, seen) for child in children)

    def all_nodes(node):
        if isinstance(node, dict):
            yield node
            for child in node.values():
                yield from all_nodes(child)
        elif isinstance(node, list):
            for child in node:
                yield from all_nodes(child)

    return any("$ref" in node and walk(node, frozenset()) for node in all_nodes(document) if isinstance(node, dict))


def tasks(seed, count):
    rng = random.Random(seed)
    made = []
    while sum(len(task["values"]) for task in made) < count:
        draft = rng.choice([7, 2020])
        generator = Generator(rng, draft)
        schema = generator.document()
        if isinstance(schema, dict) and circles(schema):
            continue
        values = [value(rng) if at % 4 == 0 else generator.fitting(schema, schema) for at in range(VALUES_PER_SCHEMA)]
        made.append({"draft": draft, "schema": schema, "values": values})
    return made


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("workbench")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10_000, help="how many pairs of a schema and a value")
    options = parser.parse_args()
    decimal.getcontext().prec = 400

    made = tasks(options.seed, options.count)
    lines = [json.dumps(task, ensure_ascii=False) for task in made]
    run = subprocess.run([options.workbench, "schemas"], input="\n".join(lines) + "\n", capture_output=True, text=True, encoding="utf-8")
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    if run.returncode != 0 or len(answers) != len(made):
        sys.exit(f"the workbench answered {len(answers)} of {len(made)} and exited {run.returncode}: {run.stderr.strip()}")

    differences, valid, pairs = 0, 0, 0
    drafts = {7: jsonschema.Draft7Validator, 2020: jsonschema.Draft202012Validator}
    for line, task, answer in zip(lines, made, answers):
        exactly = json.loads(line, parse_float=exact)
        validator = drafts[task["draft"]](exactly["schema"], format_checker=jsonschema.FormatChecker(formats=sorted(FORMATS)))
        expected = [validator.is_valid(instance) for instance in exactly["values"]]
        pairs += len(expected)
        valid += sum(expected)
        if answer == expected:
            continue
        for at, one in enumerate(expected):
            if isinstance(answer, str) or answer[at] != one:
                differences += 1
                if differences <= 10:
                    said = answer if isinstance(answer, str) else answer[at]
                    print(f"draft {task['draft']}: jsonschema says {one}, telltale {said}\n  schema {json.dumps(task['schema'], ensure_ascii=False)}"
                          f"\n  value  {json.dumps(task['values'][at], ensure_ascii=False)}")
    by_draft = {draft: sum(task["draft"] == draft for task in made) for draft in (7, 2020)}
    print(f"{pairs:,} pairs of {len(made):,} schemas ({by_draft[7]:,} of draft 7, {by_draft[2020]:,} of 2020-12), {valid:,} valid: "
          f"{differences or 'no'} differences")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
