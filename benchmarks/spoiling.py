"""Describes seeded defects: the rule broken, the change to the guide, and the location of the finding."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from papers import Guide

Spoil = Callable[[Guide, random.Random], str | None]
"""Changes a guide in place and answers the path of the finding; None: it offers nothing to spoil."""


class Fault(NamedTuple):
    """One finding that a guide must give."""

    rule: str
    path: str


class Defect(NamedTuple):
    """The rule that is broken, the area of the guide that is changed, and the function that does so."""

    rule: str
    area: str
    spoil: Spoil


class Defects(list[Defect]):
    """Defects of one kind, in order."""

    def defect(self, rule: str, area: str) -> Callable[[Spoil], Spoil]:
        """Decorator that registers a function as a defect."""

        def take(spoil: Spoil) -> Spoil:
            self.append(Defect(rule, area, spoil))
            return spoil

        return take

    def removed(self, rule: str, area: str, field: str) -> None:
        """Register the removal of a field."""

        def remove(guide: Guide, rng: random.Random) -> str | None:
            return f"$.{field}" if guide.pop(field, None) is not None else None

        self.append(Defect(rule, area, remove))

    def written(self, rule: str, area: str, field: str, text: str) -> None:
        """Register a wrong value for a field; {county} stands for the county of the guide."""

        def write(guide: Guide, rng: random.Random) -> str | None:
            if field not in guide:
                return None
            guide[field] = text.format(county=guide["authority"].partition("县")[0] + "县")
            return f"$.{field}"

        self.append(Defect(rule, area, write))


def change_item(items: list[Guide], at: int, changed: dict[str, str | None]) -> None:
    """Change fields of a list element; None removes a field."""
    merged = items[at] | changed
    items[at] = {name: value for name, value in merged.items() if value is not None}
