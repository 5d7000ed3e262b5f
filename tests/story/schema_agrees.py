#!/usr/bin/env python3
"""timelines/story.schema.json and the reader of stories agree: what is valid passes both, what has the wrong shape
passes neither. That the schema is the one that the table of the Moment makes is held by MomentKeys.

The reader's verdict on invalid/NAME.story.yaml is NAME.story.txt, to which a test of its own holds it. What only the
reader can see is listed here, and the schema must let it pass, so that this list stays true. Usage: schema_agrees.py
SOURCE_DIR; exit status 77: a Python module is missing.
"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "common"))
from schema_verdict import Plain, Schema, Typed

READER_ONLY = set("""
caption-after-end caption-backwards captions-overlap country-unknown date-without-sky duration-nought
duration-too-long first-not-at-nought first-without-date impossible-date keyframe-after-end keyframes-at-one-time
keyframes-out-of-order look-two-places site-nowhere unknown-milestone unknown-site-selected unknown-site
""".split())

source = pathlib.Path(sys.argv[1])
schema = Schema(source / "timelines/story.schema.json")
verdict = schema.verdict
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
