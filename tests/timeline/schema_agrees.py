#!/usr/bin/env python3
"""timelines/schema.json and the parser agree: what is valid passes both, what has the wrong shape passes neither.

The parser's verdict on invalid/NAME.yaml is invalid/NAME.txt, to which a test of its own holds it. What only the parser
can see (ids that nothing has, dates that contradict each other) is listed here, and the schema must let it pass, so that
this list stays true. The valid files together have every key, word and form of the schema. Usage: schema_agrees.py SOURCE_DIR; exit status 77: a Python module is missing.
"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "common"))
from schema_verdict import Plain, Schema, Typed, yaml

PARSER_ONLY = set("""
achieved-without-day candidates-in-a-ring cause-unknown cause-younger causes-in-a-ring control-escape crew-twice actual-before-announced duplicate-key duplicate-milestone evidence-earlier first-key history-order
history-order-imprecise impossible-date lane-twice lane-unknown milestones-wait-for-each-other mission-unknown
model-milestone-unknown model-without-place office-after-it-was-held office-before-it-was-held office-ends-early
office-unknown partner-bloc-unknown partner-left-early person-unknown
projections-only site-history-order site-latitude site-longitude site-radius site-swapped site-unknown
source-unknown superseded-by-alone superseded-by-itself superseded-in-a-ring target-backwards vehicle-never-there vehicle-that-is-bare vehicle-unknown
""".split())

source = pathlib.Path(sys.argv[1])
schema = Schema(source / "timelines/schema.json")
tree, validator, verdict = schema.tree, schema.validator, schema.verdict


def pieces(schema):
    """Every key, every word of a choice and every form that the schema knows, as a way into it."""
    found = set()

    def walk(part, way):
        found.update(f"{way}: key '{key}'" for key in part.get("properties", {}))
        found.update(f"{way}: word '{word}'" for word in part.get("enum", []) if isinstance(word, str))
        found.update(f"{way}: form {number} ({form.get('$ref') or list(form.get('properties', form))})"
                     for number, form in enumerate(part.get("anyOf", [])))
        for to, below in steps(part):
            walk(below, f"{way}/{to}")

    walk({k: v for k, v in schema.items() if k != "$defs"}, "")
    for name, part in schema["$defs"].items():
        walk(part, f"${name}")
    return found


def steps(part):
    """What stands within a part of the schema; conditions repeat what stands elsewhere."""
    yield from part.get("properties", {}).items()
    for key in ("items", "additionalProperties"):
        if isinstance(part.get(key), dict):
            yield key, part[key]
    for key in ("anyOf", "allOf", "prefixItems"):
        yield from ((f"{key}{number}", below) for number, below in enumerate(part.get(key, []))
                    if "if" not in below)


validators = {}


def validator_of(form):
    """Made once for each form of the schema: making one takes a hundred times as long as asking it."""
    if id(form) not in validators:
        validators[id(form)] = validator.evolve(schema={**form, "$defs": tree["$defs"]})
    return validators[id(form)]


def touch(part, way, data, found):
    """Adds to `found` the pieces of the schema that some valid data makes use of."""
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[1]
        touch(tree["$defs"][name], f"${name}", data, found)
    if "enum" in part:
        found.add(f"{way}: word '{data}'")
    for number, form in enumerate(part.get("anyOf", [])):
        if validator_of(form).is_valid(data):
            found.add(f"{way}: form {number} ({form.get('$ref') or list(form.get('properties', form))})")
            touch(form, f"{way}/anyOf{number}", data, found)
    if "if" in part:
        branch = "then" if validator_of(part["if"]).is_valid(data) else "else"
        touch(part.get(branch, {}), f"{way}/{branch}", data, found)
    for number, all_of in enumerate(part.get("allOf", [])):
        if "if" not in all_of:
            touch(all_of, f"{way}/allOf{number}", data, found)
    if isinstance(data, dict):
        for key, value in data.items():
            below = part.get("properties", {}).get(key)
            if below is not None:
                found.add(f"{way}: key '{key}'")
                touch(below, f"{way}/{key}", value, found)
            elif isinstance(part.get("additionalProperties"), dict):
                touch(part["additionalProperties"], f"{way}/additionalProperties", value, found)
    if isinstance(data, list):
        for number, value in enumerate(data):
            if number < len(part.get("prefixItems", [])):
                touch(part["prefixItems"][number], f"{way}/prefixItems{number}", value, found)
            elif isinstance(part.get("items"), dict):
                touch(part["items"], f"{way}/items", value, found)


def texts_of(data):
    """Every text that stands alone as a value."""
    if isinstance(data, dict):
        return set().union(*map(texts_of, data.values()))
    if isinstance(data, list):
        return set().union(*map(texts_of, data))
    return {str(data)}


wrong = []
checked = 0
corpus = sorted((source / "tests/timeline/valid").rglob("*.yaml"))
valid = corpus + [
    path for path in sorted((source / "timelines").glob("*.yaml")) if not path.name.endswith(".story.yaml")]
texts = [(path.name, path.read_text()) for path in valid]
page = (source / "timelines/FORMAT.md").read_text()
texts.append(("FORMAT.md", re.search(r"```yaml\n(perilune: timeline/1\n.*?)```", page, re.S).group(1)))
for name, text in texts:
    for loader in (Plain, Typed):
        checked += 1
        if (said := verdict(text, loader)) is not None:
            wrong.append(f"{name} is valid, but the schema ({loader.__name__}) says: {said}")

# What the schema knows and what the page's table of dates says stands in a valid file, so that all that looks at
# these files (the parser, fmt, the schema) is tried with it.
touched, written = set(), set()
for path in corpus:
    data = yaml.load(path.read_text(), Plain)
    touch(tree, "", data, touched)
    written |= texts_of(data)
for piece in sorted(pieces(tree) - touched):
    wrong.append(f"no file of tests/timeline/valid has {piece}")
dates = page[page.index("### Dates say"):page.index("### How YAML")]
for date in sorted(set(re.findall(r"`((?:\.\./)?[0-9]{3}[0-9X][^`]*)`", dates)) - written):
    wrong.append(f"no file of tests/timeline/valid has the date {date} of FORMAT.md")

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
# Files that are wrong only together: the schema sees one file at a time, as an editor does, and has nothing to say.
for path in sorted((source / "tests/timeline/invalid").glob("*/*.yaml")):
    checked += 1
    if (said := verdict(path.read_text(), Plain)) is not None:
        wrong.append(f"{path.parent.name}/{path.name} is valid by itself, but the schema says: {said}")
for name in PARSER_ONLY - {path.stem for path in cases}:
    wrong.append(f"{name}: listed, but there is no such case")
print("\n".join(wrong) or f"schema and parser agree on {checked} readings")
sys.exit(1 if wrong else 0)
