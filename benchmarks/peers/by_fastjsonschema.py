"""The thirty rules by fastjsonschema: one generated function each, since it stops at the first error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import fastjsonschema
from shared_rules import SHARED
from shared_schema import rule_schema


def checker() -> Callable[[Any], list[str]]:
    """A function from a guide to the rules that it breaks."""
    draft = {"$schema": "http://json-schema.org/draft-07/schema#"}
    made = [(each.rule, fastjsonschema.compile(draft | rule_schema(each))) for each in SHARED]

    def check(guide: Any) -> list[str]:
        found = []
        for rule, validate in made:
            try:
                validate(guide)
            except fastjsonschema.JsonSchemaValueException:
                found.append(rule)
        return found

    return check
