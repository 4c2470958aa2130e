"""The check for guides that hardly say anything: too many of the elements of any guide are missing."""

from __future__ import annotations

from typing import Any

from guidelint.checks.base import Settings
from guidelint.checks.contact.windows import written
from guidelint.checks.dataset.base import DatasetCheck, RecordPlace, SetProblem, add_culprits, listed
from guidelint.record import Data, Record, is_missing
from guidelint.vocabulary import PLACEHOLDERS

ELEMENTS: tuple[tuple[str, ...], ...] = (
    ("name",),
    ("legal_basis",),
    ("materials", "no_materials"),
    ("steps", "process", "flowchart"),
    ("conditions",),
    ("location", "windows.location"),
    ("hours", "windows.hours"),
    ("consultation", "windows.phone"),
)
"""The fields that may give 事项名称、设定依据、办理材料、办理流程、办理条件、办理地点、办理时间、联系电话."""


class MissingElements(DatasetCheck):
    """No guide may lack `missing` or more of the eight elements; `guides` such guides fail the set.

    If the set has fewer than `guides` guides of matters by application, it fails only if all are such. Fields
    that a dialect does not carry are not missing. {count} of {known} guides are such; {missing} is the
    number.
    """

    message_args = ("count", "known", "missing")
    required_columns = frozenset(field for fields in ELEMENTS for field in fields)
    missing: int
    guides: int

    def empty(self) -> Any:
        """Guides, guides that lack too much, the first of these."""
        return [0, 0, []]

    def observe(self, state: Any, record: Record, place: RecordPlace, settings: Settings) -> None:
        state[0] += 1
        if _lacks(record, self.missing):
            state[1] += 1
            add_culprits(state[2], [place])

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        known, count, culprits = state
        if not count or count < min(known, self.guides):
            return []
        message_args = {"count": str(count), "known": str(known), "missing": str(self.missing)}
        return [SetProblem(None, (), message_args, listed(culprits))]


def _lacks(record: Record, missing: int) -> bool:
    """Whether at least this many elements are missing; a quick count settles most guides."""
    data, carries = record.data, record.carries
    allowed = len(ELEMENTS) - missing
    lacking_count = 0
    lacking = 0
    for fields in ELEMENTS:
        for field in fields:
            if _is_given(data, field):
                break
        else:
            lacking += carries is None or any(field in carries for field in fields)
            continue
        lacking_count += 1
        if lacking_count > allowed:
            return False
    return lacking >= missing


def _is_given(data: Data, field: str) -> bool:
    """Whether a field has more than a word for empty in it (in no_materials, 无 is a value) or a placeholder."""
    head, _, tail = field.partition(".")
    value = data.get(head)
    if not value:
        return False
    if isinstance(value, str):
        return not is_missing(value, field) and value.strip().casefold() not in PLACEHOLDERS
    return not tail or any(written(element.get(tail)) for element in value)
