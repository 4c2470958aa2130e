"""The thirty rules by jsonschema, in Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jsonschema import Draft7Validator
from shared_schema import json_schema, rule_at


def checker() -> Callable[[Any], list[str]]:
    """A function from a guide to the rules that it breaks."""
    errors = Draft7Validator(json_schema()).iter_errors
    return lambda guide: [rule_at(error.absolute_schema_path) for error in errors(guide)]
