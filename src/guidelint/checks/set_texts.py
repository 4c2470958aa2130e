"""Checks for what too many guides of a set share: a telephone of many bodies, a text of many matters."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, ClassVar

from guidelint.checks.base import Settings
from guidelint.checks.contact import written
from guidelint.checks.dataset import LISTED, DatasetCheck, RecordPlace, SetProblem
from guidelint.record import Record
from guidelint.values.phones import find_phones

_QUOTED = 40


class _Shared(DatasetCheck):
    """The state: by (field, what is shared), its guide; where several share it, the first guide of each."""

    at_most: int

    def empty(self) -> Any:
        return {}

    def shared(self, record: Record) -> Iterator[tuple[str, str]]:
        """The fields of a guide, and what each may share with others."""
        raise NotImplementedError

    def sharer(self, place: RecordPlace) -> str:
        """Of whom there must not be too many."""
        raise NotImplementedError

    def observe(self, state: Any, record: Record, place: RecordPlace, settings: Settings) -> None:
        for key in self.shared(record) if self.sharer(place) else ():
            known = state.setdefault(key, place)
            if known is not place:
                self._add(state, key, known, place)

    def _add(self, state: Any, key: tuple[str, str], known: Any, place: RecordPlace) -> None:
        """Add one more guide to what is known of a key."""
        sharer = self.sharer(place)
        if isinstance(known, RecordPlace):
            first = self.sharer(known)
            if first == sharer:
                state[key] = min(known, place)
                return
            known = state[key] = {first: known}
        known[sharer] = min(known.get(sharer, place), place)

    def merge(self, state: Any, other: Any) -> None:
        for key, theirs in other.items():
            for place in _places(theirs):
                known = state.setdefault(key, place)
                if known is not place:
                    self._add(state, key, known, place)

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        problems = []
        many = [key for key, known in state.items() if len(_places(known)) > self.at_most]
        for field, text in sorted(many):
            first, *others = sorted(_places(state[field, text]))
            quoted = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
            told = {"found": quoted, "count": str(1 + len(others))}
            problems.append(SetProblem(first, (field,), told, tuple(others[:LISTED])))
        return problems


def _places(known: Any) -> Collection[RecordPlace]:
    """The guides that share something: one, or the first of each that does."""
    return (known,) if isinstance(known, RecordPlace) else known.values()


class OwnPhones(_Shared):
    """No number for questions may be that of more than `at_most` bodies; {count} bodies give {found}.

    Service numbers (12345) are everybody's. Told at the first guide that gives the number.
    """

    kind: ClassVar[str] = "own_phones"
    says: ClassVar[tuple[str, ...]] = ("found", "count")
    by_application: ClassVar[bool] = False

    def sharer(self, place: RecordPlace) -> str:
        return place.authority

    def shared(self, record: Record) -> Iterator[tuple[str, str]]:
        for phone in find_phones(written(record.data.get("consultation"))):
            if phone.kind not in ("short", "carrier"):
                yield "consultation", f"{phone.area or ''}{phone.number}"


class OwnTexts(_Shared):
    """No text of the `fields` may be that of more than `at_most` matters of different names.

    {count} matters say {found}. Told at the first guide that says it.
    """

    kind: ClassVar[str] = "own_texts"
    says: ClassVar[tuple[str, ...]] = ("found", "count")
    fields: tuple[str, ...]

    def sharer(self, place: RecordPlace) -> str:
        return place.name

    def shared(self, record: Record) -> Iterator[tuple[str, str]]:
        for field in self.fields:
            text = " ".join(written(record.data.get(field)).split())
            if text:
                yield field, text
