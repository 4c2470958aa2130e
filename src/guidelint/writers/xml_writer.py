"""Canonical records as XML: English element names, list items in the singular."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from guidelint.record import Data
from guidelint.writers.written import Written, unmapped

_ITEM = "item"
_SINGULAR = {"legal_basis": "basis", "guidelint_ignore": "ignore"}
_PLURALS = frozenset(
    (
        "windows", "materials", "special_procedures", "steps", "fees", "results", "applicants", "channels",
        "intermediary_services",
    )
)  # fmt: skip
"""Lists whose name without its s is that of an element; those of the others are `item`."""


def write(records: Sequence[Data]) -> list[Written]:
    """`<records>` with a `<record>` each. What could not be mapped (`extra`) is JSON in its element."""
    root = etree.Element("records")
    for record in records:
        _mapping(etree.SubElement(root, "record"), record)
    made = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return [Written(".xml", bytes(made))]


def singular(name: str) -> str:
    """The element name for the items of a list."""
    return name[:-1] if name in _PLURALS else _SINGULAR.get(name, _ITEM)


def _mapping(element: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        child = etree.SubElement(element, name)
        if name == "extra":
            child.text = unmapped(value)
        elif isinstance(value, list):
            for item in value:
                _fill(etree.SubElement(child, singular(name)), item)
        else:
            _fill(child, value)


def _fill(element: Any, value: Any) -> None:
    if isinstance(value, Mapping):
        _mapping(element, value)
    else:
        element.text = value
