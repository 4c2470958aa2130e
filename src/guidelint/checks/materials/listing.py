"""Checks of the list of materials: open wording, several in one row, the same twice, one not listed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult, Screen, Settings, here
from guidelint.checks.contact.windows import written
from guidelint.record import Data, is_missing, means_empty
from guidelint.values.materials.demanded_documents import (
    demanded_documents,
    demanding_pairs,
    is_applicants_step,
    is_listed,
)
from guidelint.values.materials.listed_documents import documents_in
from guidelint.values.materials.material_names import is_state_certificate, material_key
from guidelint.values.materials.open_wording import OpenWording, may_leave_open, needs, open_wording

_MOST_ISSUERS = 40
"""More bodies that issue a material of one name are not kept apart."""


def written_name(material: Data) -> str:
    """A material's name; nothing where a word for empty or a placeholder stands instead."""
    return written(material.get("name"))


class OpenEnded(Check):
    """The text must not be open-ended in any of these ways.

    `catch-all`: 法律规定的其他材料, or nothing but 其他材料; `discretion`: 机关认为需要的其他材料, or
    视情况提供; `unbounded`: a text that ends in 等; `unnamed-paper`: 相关证明材料; `unnamed-body`:
    有关部门出具. Quoted law is ignored. {found} is the wording.
    """

    message_args = ("found",)
    sorts: tuple[OpenWording, ...]

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if not isinstance(value, str) or is_missing(value):
            return ABSENT
        found = next(filter(None, (open_wording(sort, value) for sort in self.sorts)), None)
        return here(found=found) if found else None

    def screen(self, settings: Settings) -> Screen | None:
        marks = [needs(sort) for sort in self.sorts]
        if any(mark is None for mark in marks):
            return None
        pairs = frozenset[int]().union(*(mark for mark in marks if mark))
        return Screen(
            pairs, confirms=lambda texts, met: any(may_leave_open(sort, texts.text) for sort in self.sorts)
        )


class OneDocument(Check):
    """A name must be that of a single document; {documents} are those that it lists.

    A或B, enumerations in brackets, 原件、复印件 and one form for several purposes count as one.
    """

    message_args = ("count", "documents")

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if not isinstance(value, str) or is_missing(value):
            return ABSENT
        parts = documents_in(value)
        return here(count=str(len(parts)), documents="、".join(parts)) if parts else None


class DistinctMaterials(Check):
    """No material may be required twice, however it is written; {first} and {row} name the earlier row.

    身份证复印件 repeats 居民身份证, 身份证（经办人） does not. Rows for different situations (with
    different 非必要时办理情形) are alternatives; 审查意见 from two issuers are two documents.
    """

    message_args = ("first", "row")

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        names = [material.get("name") for material in value or ()]
        keys = [_key_of(name) if isinstance(name, str) else None for name in names]
        if len(set(keys)) == len(keys):
            return None
        earlier: dict[tuple[str, str], list[int]] = {}
        seen = []
        for number, material in enumerate(value):
            key = keys[number]
            if key is None:
                continue
            same = earlier.setdefault((key, _situation(material)), [])
            first = next((row for row in same if not _two_issuers(value[row], material)), None)
            if first is None and len(same) < _MOST_ISSUERS:
                same.append(number)
            elif first is not None:
                message_args = {"first": written_name(value[first]).strip(), "row": str(first + 1)}
                seen.append((("$", "materials", number, "name"), message_args))
        return seen or None


@lru_cache(maxsize=8192)
def _key_of(name: str) -> str | None:
    """The one spelling of a material's name; None where no name is written."""
    return None if means_empty(name) else material_key(name)


def _two_issuers(one: Data, other: Data) -> bool:
    """Whether two bodies issue materials of one name; a 营业执照 is the same, whatever its office is called."""
    here, there = (written(material.get("issuer")).strip() for material in (one, other))
    matching = not here or not there or here in there or there in here
    return not matching and not is_state_certificate(written_name(one))


def _situation(material: Data) -> str:
    return written(material.get("necessity_note")).strip()


class DocumentsListed(Check):
    """Every document that the text asks the applicant to hand in must be in the list of materials.

    {documents} are those that are not. Not judged if the list is empty. In a step of the authority (审查,
    现场核查) only documents handed in by an explicitly named applicant count.
    """

    message_args = ("documents",)

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if not isinstance(value, str):
            return ABSENT
        of_step = item is not record
        named = of_step and not is_applicants_step(item.get("name") or "", item.get("role") or "")
        demanded = demanded_documents(value, named)
        if not demanded:
            return ABSENT
        names = list(filter(None, map(written_name, record.get("materials") or ())))
        if not names:
            return ABSENT
        gaps = ["或者".join(wanted) for wanted in demanded if not _any_listed(wanted, names)]
        return here(documents="、".join(gaps)) if gaps else None

    def screen(self, settings: Settings) -> Screen | None:
        pairs = demanding_pairs()
        return None if pairs is None else Screen(pairs)


def _any_listed(wanted: Iterable[str], names: list[str]) -> bool:
    return any(is_listed(document, names) for document in wanted)
