"""The closed set of checks, each loaded when a rule names its kind."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from guidelint.checks.base import Check
from guidelint.checks.kinds import CHECKS


@cache
def check_class(kind: str) -> type[Check]:
    """The class for a kind of check; KeyError if there is none."""
    module, _, name = CHECKS[kind].partition(":")
    loaded: type[Check] = getattr(import_module(f"guidelint.checks.{module}"), name)
    return loaded


def is_of_set(kind: str) -> bool:
    """Whether a check is about a whole set of guides; decided by its module, without importing it."""
    return CHECKS[kind].startswith("dataset.")
