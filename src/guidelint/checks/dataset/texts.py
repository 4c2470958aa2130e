"""Checks for values shared by too many guides: a telephone number of many authorities, a text of many
matters.
"""

from __future__ import annotations

from typing import Any

from guidelint.checks.base import Settings
from guidelint.checks.contact.windows import written
from guidelint.checks.dataset.base import DatasetCheck, Key, RecordPlace, SetProblem
from guidelint.checks.process.stages import links
from guidelint.finding import LISTED
from guidelint.lean.regex import regex
from guidelint.record import Record
from guidelint.values.contact.phones import Phone, find_phones
from guidelint.values.identity.body_names import plain_body
from guidelint.values.identity.matter_names import without_variant
from guidelint.values.text.shortening import shortened

_LONGEST_NAME = 6
"""A longer link of a process tells more than the name of its step."""


class _Shared(DatasetCheck):
    """The state: by (field, what is shared), the first guide of each that shares it."""

    at_most: int

    def empty(self) -> Any:
        return {}

    def sharer(self, place: RecordPlace) -> str:
        """Of whom there must not be too many."""
        raise NotImplementedError

    def gather(self, state: Any, key: Key, record: Record, place: RecordPlace) -> None:
        _add(state.setdefault(key, {}), self.sharer(place), place)

    def merge(self, state: Any, other: Any) -> None:
        for key, theirs in other.items():
            sharers = state.setdefault(key, {})
            for sharer, place in theirs.items():
                _add(sharers, sharer, place)

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        problems = []
        for (field, text), sharers in sorted(state.items()):
            if len(sharers) > self.at_most:
                first, *others = sorted(sharers.values())
                message_args = {"found": shortened(text), "count": str(len(sharers))}
                problems.append(SetProblem(first, (field,), message_args, tuple(others[:LISTED])))
        return problems


def _add(sharers: dict[str, RecordPlace], sharer: str, place: RecordPlace) -> None:
    first = sharers.get(sharer)
    if first is None or place < first:
        sharers[sharer] = place


class OwnPhones(_Shared):
    """No consultation number may be shared by more than `at_most` authorities; {count} authorities give
    {found}.

    Service numbers (12345) are excluded, and each extension is a separate number. Reported at the first guide
    with the number.
    """

    message_args = ("found", "count")
    on_application = False

    def sharer(self, place: RecordPlace) -> str:
        return plain_body(place.authority)

    def observe(self, state: Any, record: Record, place: RecordPlace, settings: Settings) -> None:
        if not place.authority:
            return
        for phone in find_phones(written(record.data.get("consultation"))):
            if phone.kind not in ("short", "carrier"):
                self.gather(state, ("consultation", _as_dialled(phone)), record, place)


def _as_dialled(phone: Phone) -> str:
    whole = "-".join(filter(None, (phone.area, phone.number)))
    return f"{whole}转{phone.extension}" if phone.extension else whole


class OwnTexts(_Shared):
    """No text of the `fields` may be shared by more than `at_most` matters with different names.

    Variants of a matter, distinguished by brackets after its name, count as one. A bare sequence of steps
    (受理→审查→决定→送达) may be shared, and so may the absence of requirements (无条件受理). {count} matters
    say {found}. Reported at the first guide that says it.
    """

    message_args = ("found", "count")
    shares = True
    fields: tuple[str, ...]

    def least(self) -> int:
        return self.at_most + 1

    def sharer(self, place: RecordPlace) -> str:
        return without_variant(place.name)

    def keys(self, record: Record) -> list[Key]:
        if not record.ref.name:
            return []
        texts = [(field, " ".join(written(record.data.get(field)).split())) for field in self.fields]
        return [
            key
            for key in texts
            if key[1] and not (_asks_for_nothing.fullmatch(key[1]) or _is_bare_row(key[1]))
        ]

    def points_at(self) -> tuple[str, ...]:
        return self.fields


_asks_for_nothing = regex(
    "(?:[^，,：:。；;]{1,12}[，,：:] ?)?"
    "(?:不限|无需?(?:受理|申请|办理|特定|特殊|限制|前置|任何){0,3}(?:条件|要求|限制|门槛)(?:受理|办理|申请|限制)?)[。.]?"
)
"""公开信息查询，无条件限制."""


def _is_bare_row(text: str) -> bool:
    """Whether a text is nothing but the names of steps between arrows."""
    names = links(text)
    return len(names) > 2 and max(map(len, names)) <= _LONGEST_NAME
