"""The places of a record that a rule applies to: `$`, `$.field`, `$.list[*]`, `$.list[*].field` and `$.**`."""

from __future__ import annotations

import re

from guidelint.errors import near
from guidelint.lean.tuples import NamedTuple
from guidelint.vocabulary import FIELDS, Field

_FORM = re.compile(r"\$(?:\.(?P<head>\w+)(?P<each>\[\*\])?(?:\.(?P<tail>\w+))?)?")


class Selector(NamedTuple):
    """A parsed `given`. `everything` is `$.**`: every text value of the record."""

    text: str
    list_name: str = ""
    field: str = ""
    everything: bool = False

    @property
    def dotted(self) -> str:
        """`materials.source`, `visits`, `materials` or nothing, for tables per field."""
        return ".".join(filter(None, (self.list_name, self.field)))


def parse_selector(text: str) -> Selector:
    """Read a selector; ValueError names what is wrong, with the nearest known field."""
    if text == "$.**":
        return Selector(text, everything=True)
    match = _FORM.fullmatch(text)
    if match is None:
        expected = "$, $.field, $.list[*], $.list[*].field or $.**"
        raise ValueError(f"not a selector: {text!r}; expected {expected}")
    head, each, tail = match["head"], match["each"], match["tail"]
    if head is None:
        return Selector(text)
    field = FIELDS.get(head)
    if field is None:
        raise ValueError(f"no field {head!r}{near(head, tuple(FIELDS))}")
    return _of_list(text, field, tail) if each else _of_field(text, field, tail)


def _of_list(text: str, field: Field, tail: str | None) -> Selector:
    if field.kind not in ("items", "texts"):
        raise ValueError(f"{field.name!r} is no list")
    if tail and tail not in field.children:
        raise ValueError(f"{field.name!r} has no field {tail!r}{near(tail, field.children)}")
    return Selector(text, field.name, tail or "")


def _of_field(text: str, field: Field, tail: str | None) -> Selector:
    head = field.name
    if tail and not (field.kind == "limit" and tail == "note"):
        raise ValueError(f"{head!r} has no field {tail!r}; write {head}[*].{tail} for the elements of a list")
    return Selector(text, "", f"{head}.{tail}" if tail else head)


def left_out(name: str) -> tuple[str, ...]:
    """The fields that a name under `except` stands for, all those of its elements for a list; ValueError if none."""
    name = name.removeprefix("$.")
    head, _, tail = name.partition(".")
    children = FIELDS[head].children if head in FIELDS else {}
    wrong = known_field(tail, head) if tail and children else known_field(name, "")
    if wrong:
        raise ValueError(wrong)
    if tail:
        return (name,)
    notes = [f"{each}_note" for each, field in children.items() if field.kind == "limit"]
    return (name, *(f"{name}.{each}" for each in (*children, *notes)))


def known_field(name: str, list_label: str) -> str | None:
    """What is wrong with a field named in a check: None when the item or, with `$.`, the record has it."""
    if name.startswith("$."):
        name, list_label = name[2:], ""
    known = FIELDS[list_label].children if list_label else FIELDS
    head = name.removesuffix(".note")
    if head in known and (head == name or known[head].kind == "limit"):
        return None
    return f"no field {name!r} here{near(name, tuple(known))}"
