"""Checks whom a guide addresses against the themes under which people look for it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from guidelint.checks.base import ABSENT, Check, CheckResult
from guidelint.record import Data, is_missing

_THEMES = {"themes_person": "person", "themes_legal": "legal"}


def audience(applicants: list[str]) -> frozenset[str]:
    """Which of `person` and `legal` the applicants are; both if a word does not say."""
    return frozenset().union(*(_kinds(word.strip()) for word in applicants if not is_missing(word)))


@lru_cache(maxsize=1024)
def _kinds(word: str) -> frozenset[str]:
    kinds = frozenset[str]().union(*map(_kinds_of, re.split("[和及与或、，,/]", word)))
    return kinds or frozenset(("person", "legal"))


def _kinds_of(word: str) -> tuple[str, ...]:
    """The kinds that a word denotes; empty if it denotes none."""
    if re.search("(?:人员|负责人|职工|员工|工人|干部|教师|学生|军人|家属|子女)$", word):
        return ("person",)
    person = bool(re.search("自然人|个人|公民|居民|个体", word))
    legal = bool(re.search("法人|组织|团体|企业|机关|单位|合作社|个体", word))
    return ("person",) * person + ("legal",) * legal


class AudienceThemes(Check):
    """If only legal persons may apply, no theme for natural persons may be given, and vice versa.

    `fields` are the lists of themes to check.
    """

    message_args = ("applicants", "themes")
    fields: tuple[str, ...] = ("themes_person", "themes_legal")

    def mistakes(self) -> list[tuple[str, str]]:
        return [("fields", f"{name!r} is no list of themes") for name in self.fields if name not in _THEMES]

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        if not any(map(record.get, self.fields)):
            return ABSENT
        applicants = record.get("applicants") or []
        kinds = audience(applicants)
        if not kinds:
            return ABSENT
        seen: list[tuple[tuple[str, ...], dict[str, str]]] = []
        for name in self.fields:
            themes = [theme for theme in record.get(name) or () if not is_missing(theme)]
            if themes and _THEMES[name] not in kinds:
                seen.append(((name,), {"applicants": "、".join(applicants), "themes": "、".join(themes)}))
        return seen or None
