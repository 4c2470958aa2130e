"""Recognises rows in a list of materials that are no materials: a statement that none are needed, a pointer to
an annex, and group titles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from guidelint.dialects.columns import Level
from guidelint.dialects.dotted_names import Found
from guidelint.dialects.row_state import Pass
from guidelint.lean.regex import regex
from guidelint.location import Path
from guidelint.readers.table.lists import COUNTERS, GROUP
from guidelint.record import Data, is_missing
from guidelint.values.materials.situations import case_titled

_LONGEST = 40
_CASE = "necessity_note"
_ZERO = frozenset(("0", "0份", "0张", "0页"))


def means_none_needed(item: Mapping[str, Any]) -> bool:
    """Whether the only row of a list just says that nothing is to be handed in (无, 无需提交材料)."""
    name = item.get("name")
    if not isinstance(name, str) or not _none.fullmatch(name.strip()[:_LONGEST]):
        return False
    return all(
        isinstance(text, str) and (is_missing(text, "") or text.strip() in _ZERO)
        for key, text in item.items()
        if key != "name"
    )


def lie_elsewhere(item: Mapping[str, Any]) -> bool:
    """Whether the only row of a list just says where the materials are listed (申请材料目录见附件)."""
    return len(item) == 1 and "附" in item.get("name", "") and _elsewhere.fullmatch(item["name"]) is not None


def may_be_title(item: Data) -> bool:
    """Whether an element only has a name, of the form that group titles have: 一、基本材料."""
    return len(item) == 1 and isinstance(item.get("name"), str) and _title.match(item["name"]) is not None


def without_titles(rows: list[Found], level: Level) -> tuple[list[Found], list[tuple[int, str, Path]]]:
    """The rows that are materials, and the titles, each with the index of the material below it and its origin.

    A title has only a name, numbered unlike all rows with more fields, and rows below it; or a key of its
    own.
    """
    titles = [_title_by_key(raw) for raw, _ in rows]
    names = [_name_alone(raw, level) for raw, _ in rows]
    alone = [name if name and _title.match(name) else "" for name in names[:-1]]
    if any(alone) and _have_titles(rows, names, level):
        titles = [title or name for title, name in zip(titles, [*alone, ""], strict=True)]
    if not any(titles):
        return rows, []
    kept = [row for row, title in zip(rows, titles, strict=True) if not title]
    above = accumulate((not title for title in titles), initial=0)
    found = zip(above, titles, rows, strict=False)
    return kept, [(number, title, origin) for number, title, (_, origin) in found if title]


def put_titles(run: Pass, items: list[Data], titles: Sequence[tuple[int, str, Path]], path: Path) -> None:
    """Store the titles of groups: a case (个人申请, 情形一：…) in its materials, any other as unmapped."""
    ends = [*[number for number, _, _ in titles[1:]], len(items)]
    for (first, title, origin), end in zip(titles, ends, strict=True):
        case = case_titled(title)
        if case is None:
            run.left[(*path, first, GROUP)] = title
            continue
        for number in range(first, end):
            if _CASE not in items[number]:
                run.put(items[number], _CASE, case, (*path, number, _CASE), origin)


def _title_by_key(raw: Any) -> str:
    """The group title that a row is by its key."""
    title = raw.get(GROUP) if isinstance(raw, Mapping) and len(raw) == 1 else None
    return title if isinstance(title, str) else ""


def _have_titles(rows: list[Found], names: list[str | None], level: Level) -> bool:
    """Whether rows with only a name may be titles: others have more, and no name numbered like them."""
    full = [
        raw for (raw, _), name in zip(rows, names, strict=True) if name is None and not _title_by_key(raw)
    ]
    return bool(full) and not any(_title.match(text) for raw in full for text in _names_in(raw, level))


def _name_alone(raw: Any, level: Level) -> str | None:
    """The name of a row without other values (empty if it has none); None for a row with more, or for no row."""
    if not isinstance(raw, Mapping):
        return None
    given = {key: value for key, value in raw.items() if key not in COUNTERS and not _is_blank(value)}
    names = _names_in(raw, level)
    if not given:
        return ""
    return names[0] if len(given) == 1 and len(names) == 1 else None


def _names_in(raw: Any, level: Level) -> Sequence[str]:
    """The texts in the columns of the name."""
    if not isinstance(raw, Mapping):
        return ()
    return [
        value.strip()
        for key, value in raw.items()
        if isinstance(value, str) and value.strip() and _is_name(level, key)
    ]


def _is_name(level: Level, key: str) -> bool:
    column = level.by_key.get(key)
    return column is not None and column.field.name == "name"


def _is_blank(value: Any) -> bool:
    return not value.strip() if isinstance(value, str) else value is None or value in ([], {})


_none = regex(
    r"无。?|(?:(?:本|该|此)事项)?(?:办理)?(?:均?无(?:需|须)?|[不勿毋]需要?|不用|没有|免于?)"
    r"(?:申请人)?(?:提[交供]|递交|携带|准备|申报)?(?:任何|其[他它]|纸质|相关|有关|申[请报]|办理){0,2}(?:材料|资料|要件)"
    r"(?:[（(][^（）()]{0,20}[）)])?。?"
)
"""A statement that no material is needed."""
_elsewhere = regex(
    r"\s*(?:[一-龥、]{0,20}(?:材料|资料|文本|目录|清单))?(?:[详请]|具体)?(?:见附[件表页]|附后)[^，；\n]{0,20}\s*"
)
"""A pointer to an annex that lists the materials."""
_title = regex(
    r"\s*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)]|[^：:]{2,40}[：:]\s*$)"
)
"""The beginning or end of a group title."""
