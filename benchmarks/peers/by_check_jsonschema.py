"""The thirty rules as JSON Schema for the program check-jsonschema, and the parsing of its report."""

from __future__ import annotations

import json
import re
from pathlib import Path

from shared_schema import json_schema, rule_of

_REQUIRED = re.compile(r"'(\w+)' is a required property")
_PATH = re.compile(r"\$(?:\.(?P<items>\w+)\[\d+\])?(?:\.(?P<field>\w+))?")


def ruleset() -> str:
    """The schema."""
    return json.dumps(json_schema(), ensure_ascii=False)


def command(program: Path, rules: Path, source: Path) -> list[str]:
    """Check a folder (or file); the report goes to standard output."""
    files = sorted(map(str, source.glob("*.yaml"))) if source.is_dir() else [str(source)]
    return [str(program), "--schemafile", str(rules), "--output-format", "json", "--no-cache", *files]


def found(report: Path) -> set[tuple[int, str]]:
    """(number of the guide, rule) for each error in a report, which only states a location and a sentence."""
    errors = json.loads(report.read_text("utf-8"))["errors"]
    return {(int(Path(each["filename"]).stem), _rule(each["path"], each["message"])) for each in errors}


def _rule(path: str, message: str) -> str:
    place = _PATH.fullmatch(path)
    if place is None:
        raise ValueError(path)
    lacking = _REQUIRED.match(message)
    return rule_of(place["items"] or "", lacking[1] if lacking else place["field"] or "", lacking is not None)
