#!/usr/bin/env python3
"""timelines/story.schema.json and the reader of stories agree: what is valid passes both, what has the wrong shape
passes neither. That the schema is the one that the table of the Moment makes is held by MomentKeys.

The reader's verdict on invalid/NAME.story.yaml is NAME.story.txt, to which a test of its own holds it. What only the
reader can see is listed here, and the schema must let it pass, so that this list stays true. Usage: schema_agrees.py
SOURCE_DIR; exit status 77: a Python module is missing.
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

READER_ONLY = set("""
caption-after-end caption-backwards captions-overlap country-unknown date-without-sky duration-nought
duration-too-long first-not-at-nought first-without-date impossible-date keyframe-after-end keyframes-at-one-time
keyframes-out-of-order look-two-places site-nowhere unknown-milestone unknown-site-selected unknown-site
""".split())

source = pathlib.Path(sys.argv[1])
schema = json.loads((source / "timelines/story.schema.json").read_text())
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
    """Numbers and truth are such, as editors read them; dates and 1:05 are text."""


Typed.yaml_implicit_resolvers = {}
for tag, rule, first in (("bool", "^(true|false)$", "tf"), ("null", "^(~|null|)$", ["~", "n", ""]),
                         ("int", "^[+-]?[0-9]+$", "+-0123456789"),
                         ("float", r"^[+-]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$", "+-.0123456789")):
    Typed.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(rule), list(first))


def verdict(text, loader):
    """None where the schema has nothing to say, else what it says."""
    try:
        data = yaml.load(text, loader)
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        return f"no YAML: {fault}"
    errors = sorted(validator.iter_errors(data), key=lambda e: [str(p) for p in e.absolute_path])
    return None if not errors else "/".join(map(str, errors[0].absolute_path)) + ": " + errors[0].message[:200]


wrong, checked = [], 0
page = (source / "timelines/FORMAT.md").read_text()
frames = re.search(r"```yaml\n(  - \{at: 0, .*?)```", page, re.S).group(1)
texts = [("the-road-back", (source / "timelines/the-road-back.story.yaml").read_text()),
         ("FORMAT.md", "perilune: story/1\ntitle: T\nduration: 60\nkeyframes:\n" + frames)]
for name, text in texts:
    for loader in (Plain, Typed):
        checked += 1
        if (said := verdict(text, loader)) is not None:
            wrong.append(f"{name} is valid, but the schema ({loader.__name__}) says: {said}")
cases = sorted((source / "tests/story/invalid").glob("*.story.yaml"))
for path in cases:
    name = path.name.removesuffix(".story.yaml")
    try:
        text = path.read_bytes().decode("utf-8")
        said = verdict(text, Plain) or verdict(text, Typed)
    except UnicodeDecodeError:
        continue  # neither reads it
    checked += 1
    if name in READER_ONLY and said is not None:
        wrong.append(f"{name}: only the reader was to refuse it, but the schema says: {said}")
    elif name not in READER_ONLY and said is None:
        wrong.append(f"{name}: the reader refuses it, the schema does not")
for name in READER_ONLY - {path.name.removesuffix(".story.yaml") for path in cases}:
    wrong.append(f"{name}: listed, but there is no such case")
print("\n".join(wrong) or f"schema and reader agree on {checked} readings")
sys.exit(1 if wrong else 0)
