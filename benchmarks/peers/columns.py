"""The fields that the thirty rules read, for engines that want to know their columns."""

from __future__ import annotations

from shared_rules import LISTS, SHARED


def fields_of(items: str) -> list[str]:
    """The fields of an element of a list (of the guide, for an empty name) that are texts."""
    found: dict[str, None] = {}
    for each in SHARED:
        if each.items == items and each.field not in (*LISTS, "fees"):
            found[each.field] = None
            if each.kind == "any":
                found[each.extra[0]] = None
        if each.items == items and each.when:
            found[each.when[0]] = None
    return list(found)
