"""The thirty rules by jsonschema-rs, which is written in Rust."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jsonschema_rs
from shared_schema import json_schema, rule_at


def checker() -> Callable[[Any], list[str]]:
    """A function from a guide to the rules that it breaks."""
    validator = jsonschema_rs.Draft7Validator(json_schema())
    valid, errors = validator.is_valid, validator.iter_errors
    return lambda guide: [] if valid(guide) else [rule_at(error.schema_path) for error in errors(guide)]
