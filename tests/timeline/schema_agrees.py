#!/usr/bin/env python3
"""timelines/schema.json and the parser agree: what is valid passes both, what has the wrong shape passes neither.

The parser's verdict on invalid/NAME.yaml is invalid/NAME.txt, to which a test of its own holds it. What only the parser
can see (ids that nothing has, dates that contradict each other) is listed here, and the schema must let it pass, so that
this list stays true. Usage: schema_agrees.py SOURCE_DIR; exit status 77: a Python module is missing.
"""
import json
import pathlib
import re
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}; install python3-jsonschema and python3-yaml")
    sys.exit(77)

PARSER_ONLY = set("""
achieved-without-day control-escape actual-before-announced duplicate-key duplicate-milestone first-key history-order
history-order-imprecise impossible-date lane-twice lane-unknown milestones-wait-for-each-other mission-unknown
model-milestone-unknown model-without-place partner-bloc-unknown partner-left-early
projections-only site-history-order site-latitude site-longitude site-radius site-swapped site-unknown
source-unknown superseded-by-alone target-backwards vehicle-unknown
""".split())

source = pathlib.Path(sys.argv[1])
schema = json.loads((source / "timelines/schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)


class Plain(yaml.SafeLoader):
    """Every scalar is text, as Perilune reads it; what is empty is nothing."""


def scalar(loader, node):
    empty = node.style is None and node.value in ("", "~", "null", "Null", "NULL")
    return None if empty else node.value


Plain.yaml_implicit_resolvers = {}
Plain.add_constructor("tag:yaml.org,2002:str", scalar)


class Typed(yaml.SafeLoader):
    """Numbers are numbers, as editors read them; dates are text."""


Typed.yaml_implicit_resolvers = {
    sign: [(tag, rule) for tag, rule in rules if not tag.endswith(("timestamp", "bool"))]
    for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Typed.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def verdict(text, loader):
    """None where the schema has nothing to say, else what it says."""
    try:
        data = yaml.load(text, loader)
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        return f"no YAML: {fault}"
    errors = sorted(validator.iter_errors(data), key=lambda e: [str(p) for p in e.absolute_path])
    return None if not errors else "/".join(map(str, errors[0].absolute_path)) + ": " + errors[0].message[:200]


wrong = []
checked = 0
valid = sorted((source / "tests/timeline/valid").glob("*.yaml")) + [
    path for path in sorted((source / "timelines").glob("*.yaml")) if not path.name.endswith(".story.yaml")]
texts = [(path.name, path.read_text()) for path in valid]
page = (source / "timelines/FORMAT.md").read_text()
texts.append(("FORMAT.md", re.search(r"```yaml\n(perilune: timeline/1\n.*?)```", page, re.S).group(1)))
for name, text in texts:
    for loader in (Plain, Typed):
        checked += 1
        if (said := verdict(text, loader)) is not None:
            wrong.append(f"{name} is valid, but the schema ({loader.__name__}) says: {said}")

cases = sorted((source / "tests/timeline/invalid").glob("*.yaml"))
for path in cases:
    name = path.stem
    refused = ": error: " in path.with_suffix(".txt").read_text()
    try:
        said = verdict(path.read_bytes().decode("utf-8"), Plain)
    except UnicodeDecodeError:
        continue  # neither reads it
    checked += 1
    if name in PARSER_ONLY or not refused:
        if said is not None:
            wrong.append(f"{name}: only the parser was to refuse it, but the schema says: {said}")
    elif said is None:
        wrong.append(f"{name}: the parser refuses it, the schema does not")
for name in PARSER_ONLY - {path.stem for path in cases}:
    wrong.append(f"{name}: listed, but there is no such case")
print("\n".join(wrong) or f"schema and parser agree on {checked} readings")
sys.exit(1 if wrong else 0)
