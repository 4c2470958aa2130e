"""Checks codes: their structure, their agreement with the record, and values of national code lists."""

from __future__ import annotations

from typing import Any, Literal

from guidelint.checks.base import ABSENT, Check, CheckResult, Settings, Test, here
from guidelint.lean.regex import regex
from guidelint.record import Data, means_empty
from guidelint.values.identity.credit_code import (
    catalog_code_problem,
    handle_item_code_problem,
    is_rounded,
    split_task_code,
    task_code_problem,
    uscc_problem,
)
from guidelint.values.numerals import half_width
from guidelint.values.text.shortening import shortened
from guidelint.vocabulary import LEVELS, MATTER_TYPES, RESULT_TYPES

_LENGTHS = {"credit": 18, "catalog": 12, "task": 31, "item": 33}
_FAULTS: dict[str, tuple[str, str]] = {
    "rounded": (
        "被表格软件存成了数字，末尾的数字已经丢失，要把单元格设为文本再填",
        "was stored as a number, which lost its last digits; the cell has to be text",
    ),
    "length": ("应为{wanted}位，现为{length}位", "has {length} characters instead of {wanted}"),
    "alphabet": (
        "含有编码不用的字符（字母I、O、S、V、Z或者小写字母、标点）",
        "contains a character that no such code has (I, O, S, V, Z, a lower-case letter or punctuation)",
    ),
    "signs": ("夹着空格或者全角字符", "contains blanks or full-width characters"),
    "digits": ("只有顺序号的三位可以用字母，其余应为数字", "has a letter outside its sequence number"),
    "level": ("第19位行使层级应为1至7的数字", "has no level from 1 to 7 at character 19"),
    "catalog": ("后12位不是基本编码", "does not end with a catalogue code"),
    "task": ("前31位不是本事项的实施编码", "does not begin with the task code of this matter"),
    "sequence": ("末两位应为数字", "does not end with two digits"),
    "check": ("末位校验码不对", "has a wrong check character"),
    "organisation": (
        "第17位不是前8位主体标识的校验码",
        "has a wrong check character of the organisation at character 17",
    ),
    "organisation9": (
        "是旧的9位组织机构代码",
        "is an organisation code of nine characters, as used before 2015",
    ),
}


def given_code(value: Any) -> str:
    """A code, trimmed; empty for a missing value or a placeholder."""
    return value.strip() if isinstance(value, str) and not means_empty(value) else ""


def is_local(code: str, record: Data) -> bool:
    """Whether a code is the province's own, that is, also given as `local_code`."""
    return code == given_code(record.get("local_code"))


class Code(Check):
    """A code must be well-formed: `credit` (GB 32100 and GB 11714), `catalog`, `task` or `item`.

    An item code must begin with the record's task code, if that is complete. A code that is also the
    `local_code` belongs to another scheme and is not judged.
    """

    message_args = ("problem", "problem_en")
    of: Literal["credit", "catalog", "task", "item"]

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        code = given_code(value)
        if not code:
            return ABSENT
        fault = self._fault(code, record)
        if fault is None:
            return None
        if is_local(code, record):
            return ABSENT
        if is_rounded(code):
            fault = "rounded"
        elif self._is_badly_typed(code):
            fault = "signs"
        zh, en = (words.format(wanted=_LENGTHS[self.of], length=len(code)) for words in _FAULTS[fault])
        return here(problem=zh, problem_en=en)

    def _is_badly_typed(self, code: str) -> bool:
        """Whether a code has its length only without blanks and in half-width form, which nobody can see."""
        plain = "".join(half_width(code).split())
        return plain != code and len(plain) == _LENGTHS[self.of]

    def _fault(self, code: str, record: Data) -> str | None:
        if self.of == "credit":
            return uscc_problem(code)
        if self.of == "catalog":
            return catalog_code_problem(code)
        if self.of == "task":
            return task_code_problem(code)
        task = given_code(record.get("code"))
        return handle_item_code_problem(code, "" if task_code_problem(task) else task)


class TaskCodeParts(Check):
    """The parts of a task code must match the record, as far as each is given completely there.

    Characters 1 to 18 are the authority's credit code, character 19 is the level, 20 to 28 the first nine of
    the catalogue code (the last three number the local sub-items and may differ).
    """

    message_args = ("parts", "parts_en")
    parts: tuple[str, ...] = ("authority_code", "exercise_level", "catalog_code")

    def mistakes(self) -> list[tuple[str, str]]:
        return [
            ("parts", f"no part {name!r}; expected {', '.join(_PARTS)}")
            for name in self.parts
            if name not in _PARTS
        ]

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        code = given_code(value)
        split = split_task_code(code)
        if split is None:
            return ABSENT
        wrong = [name for name in self.parts if _differs(name, split, record)]
        if not wrong:
            return None
        if is_local(code, record):
            return ABSENT
        zh = "、".join(_PARTS[name][0] for name in wrong)
        en = ", ".join(_PARTS[name][1] for name in wrong)
        return here(parts=zh, parts_en=en)


_PARTS: dict[str, tuple[str, str]] = {
    "authority_code": ("前18位与实施主体代码", "characters 1-18 with the code of the body"),
    "exercise_level": ("第19位与行使层级", "character 19 with the level"),
    "catalog_code": ("第20至28位与基本编码", "characters 20-28 with the catalogue code"),
}


def _differs(name: str, split: tuple[str, str, str], record: Data) -> bool:
    body, level, catalog = split
    given = record.get(name)
    if not given or given == body or given == LEVELS[int(level) - 1]:
        return False
    given = given_code(given)
    if name == "authority_code":
        return len(given) == _LENGTHS["credit"] and given != body
    if name == "exercise_level":
        return given in LEVELS and str(LEVELS.index(given) + 1) != level
    return bool(given) and given[:9] != catalog[:9] and catalog_code_problem(given) is None


class CodeList(Check):
    """The value must be in a list: `matter_type` (GB/T 39046-2020 A.1) or `result_type`.

    If there are several values, all must be in it. `also` are extensions published by a province.
    """

    message_args = ("found",)
    of: Literal["matter_type", "result_type"]
    also: tuple[str, ...] = ()

    def compile(self, settings: Settings) -> Test:
        known = _LISTS[self.of].union(self.also)

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            text = value.strip() if isinstance(value, str) else ""
            if text in known:
                return None
            if not given_code(text):
                return ABSENT
            parts = map(str.strip, _SEPARATORS.split(text))
            strange = next((part for part in parts if part not in known), None)
            return here(found=shortened(strange)) if strange is not None else None

        return test


_SEPARATORS = regex("[,，、;；^|/]")
_OTHER_TYPES = ("行政权力事项", "其他类别事项", "公共服务事项", "20", *(f"{code:02}" for code in range(11)))
_LISTS: dict[str, frozenset[str]] = {
    "matter_type": frozenset((*MATTER_TYPES, *_OTHER_TYPES)),
    "result_type": frozenset((*RESULT_TYPES, "10", "20", "30", "99")),
}
