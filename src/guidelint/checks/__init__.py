"""The closed set of checks, by kind: `module:class`, loaded when a rule names it."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from guidelint.checks.base import Check

CHECKS: dict[str, str] = {
    "required": "generic:Required",
    "forbidden": "generic:Forbidden",
    "pattern": "generic:Pattern",
    "one_of": "generic:OneOf",
    "length": "generic:Length",
    "number": "generic:Number",
    "count": "generic:Count",
}


@cache
def check_class(kind: str) -> type[Check]:
    """The class of a kind; KeyError when there is none."""
    module, _, name = CHECKS[kind].partition(":")
    loaded: type[Check] = getattr(import_module(f"guidelint.checks.{module}"), name)
    return loaded
