"""The fields that the thirty rules read, for engines that need to know their columns."""

from __future__ import annotations

from shared_rules import LISTS, SHARED


def fields_of(items: str) -> list[str]:
    """The text fields of a list's elements (of the guide, for an empty name)."""
    found: dict[str, None] = {}
    for each in SHARED:
        if each.items == items and each.field not in (*LISTS, "fees"):
            found[each.field] = None
            if each.kind == "any":
                found[each.extra[0]] = None
        if each.items == items and each.when:
            found[each.when[0]] = None
    return list(found)
