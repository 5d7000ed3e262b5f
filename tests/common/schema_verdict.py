"""What the tests of both schemas share: YAML read as Perilune and as editors read it, and the schema's verdict."""
import json
import re
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}; install python3-jsonschema and python3-yaml")
    sys.exit(77)


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


class Schema:
    def __init__(self, path):
        self.tree = json.loads(path.read_text())
        jsonschema.Draft202012Validator.check_schema(self.tree)
        self.validator = jsonschema.Draft202012Validator(self.tree)

    def verdict(self, text, loader):
        """None where the schema has nothing to say, else what it says."""
        try:
            data = yaml.load(text, loader)
        except (yaml.YAMLError, RecursionError, ValueError) as fault:
            return f"no YAML: {fault}"
        errors = sorted(self.validator.iter_errors(data), key=lambda e: [str(p) for p in e.absolute_path])
        return None if not errors else "/".join(map(str, errors[0].absolute_path)) + ": " + errors[0].message[:200]
