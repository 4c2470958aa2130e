"""Checks for matters that occur twice in a set: by code, and by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from guidelint.checks.base import Settings
from guidelint.checks.contact.windows import written
from guidelint.checks.dataset.base import DatasetCheck, Key, RecordPlace, SetProblem
from guidelint.record import Record
from guidelint.values.identity.credit_code import is_rounded
from guidelint.values.text.shortening import shortened

_CODES = ("item_code", "code")
_LONG = 9
"""A longer run of ASCII letters and digits is a code as it stands."""


class _Groups(DatasetCheck):
    """Guides grouped by a key. The state: key → list of (guide, what distinguishes it within the group)."""

    on_application = False
    shares = True

    def empty(self) -> Any:
        return {}

    def merge(self, state: Any, other: Any) -> None:
        for key, members in other.items():
            state.setdefault(key, []).extend(members)

    def groups(self, state: Any) -> Iterator[tuple[Key, list[tuple[RecordPlace, Key]]]]:
        """The keys that several guides share, with their guides in order."""
        for key, members in sorted(state.items()):
            if len(members) > 1:
                yield key, sorted(members)


class DistinctCodes(_Groups):
    """No two guides may have the same 业务办理项编码 or, if they have none, the same 实施编码.

    Versions of one matter share its code, and a cancelled one may pass it on; codes rounded by a spreadsheet
    are not compared. Reported at the later guide; {first} is the name of the earlier one, {code} the code.
    """

    message_args = ("first", "first_en", "code")

    def keys(self, record: Record) -> list[Key]:
        code = () if record.cancelled else code_of(record)
        return [code] if code and not is_rounded(code[1]) else []

    def gather(self, state: Any, key: Key, record: Record, place: RecordPlace) -> None:
        state.setdefault(key, []).append((place, ()))

    def points_at(self) -> tuple[str, ...]:
        return _CODES

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        return [
            SetProblem(
                place, (field,), {"code": shortened(code), **_names(first.name, first, place)}, (first,)
            )
            for (field, code, _), ((first, _), *later) in self.groups(state)
            for place, _ in later
        ]


class DistinctNames(_Groups):
    """No two guides of one authority in one region may have the same name under different codes.

    业务办理项 share the name of their matter: guides with their own codes for these are excluded, and so are
    versions of one matter. Equal names with equal codes are covered by `distinct_codes`. {first} is the code
    of the earlier guide, else its source; {name} the name.
    """

    message_args = ("first", "first_en", "name")

    def points_at(self) -> tuple[str, ...]:
        return ("name",)

    def keys(self, record: Record) -> list[Key]:
        if record.cancelled or _plain(record, "item_code"):
            return []
        name, body = _plain(record, "name"), _plain(record, "authority")
        if not (name and body):
            return []
        region = _plain(record, "region_code") or _plain(record, "region")
        return [(name, body, region, _plain(record, "version"))]

    def gather(self, state: Any, key: Key, record: Record, place: RecordPlace) -> None:
        state.setdefault(key, []).append((place, code_of(record)))

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        problems = []
        for (name, *_), ((first, first_code), *later) in self.groups(state):
            codes = {first_code} - {()}
            for place, code in later:
                if code not in codes:
                    message_args = {"name": place.name or name, **_names(first.code, first, place)}
                    problems.append(SetProblem(place, ("name",), message_args, (first,)))
                codes |= {code} - {()}
        return problems


def code_of(record: Record) -> Key:
    """The field, code and version that identify a guide; empty if it has no code."""
    for field in _CODES:
        code = _plain(record, field)
        if code:
            return field, code, _plain(record, "version")
    return ()


def _plain(record: Record, field: str) -> str:
    """A value without spaces and in plain characters; nothing for a word that stands where a value should
    be.
    """
    value = record.data.get(field)
    if not isinstance(value, str) or not value:
        return ""
    return value if len(value) > _LONG and value.isascii() and value.isalnum() else _normal(value)


@lru_cache(maxsize=1024)
def _normal(value: str) -> str:
    return "".join(unicodedata.normalize("NFKC", written(value)).split())


def _names(own: str, first: RecordPlace, place: RecordPlace) -> dict[str, str]:
    """What to call the earlier guide: what it is called, else its source and, of many in one, its number there."""
    if own:
        return {"first": own, "first_en": own}
    if not first.number and first.source != place.source:
        return {"first": first.source, "first_en": first.source}
    number = first.number + 1
    return {"first": f"{first.source}第{number}项", "first_en": f"guide {number} of {first.source}"}
