"""The outcome of one source, and what is reported once for all of its guides: unknown keys, lacking fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from guidelint.finding import Finding, NotChecked, Suppressed
from guidelint.lean.structs import Struct
from guidelint.location import START
from guidelint.readers.tree import SourceProblem
from guidelint.suppressions.suppression import Suppression
from guidelint.vocabulary import FIELDS

if TYPE_CHECKING:
    from guidelint.run.pages import PageFields

Matters = dict[frozenset[str], set[str]]
"""By the rules that were evaluated on them, the identities of guides and the names of sources."""
UNKNOWN_KEY = "source.unknown-key"
"""A key or column that nobody knows stands in every guide of a source: it is reported once."""
_ONCE = (UNKNOWN_KEY, "source.unreadable")
_ELEMENT = re.compile(r"\[[0-9]+\]")


class SourceOutcome(Struct):
    """The result of linting one source, apart from the tallies to which its guides were added.

    `used` and `config_suppressions` are suppressions of the config, `exceptions` the source's own. `wheres`:
    the codes, folders and globs of the config's suppressions that apply to it. `forms`: the names of the files
    that its guides name as forms. `matters`: if requested, the identities of its guides and of itself, by the
    rules evaluated on them. `page_fields`: for a page among others of its folder, what it shows. For a part of
    a source, what is reported once for the whole: `lacking`, the checked fields without a column in a table,
    and `unknown_keys`, the unknown keys. `by_line`: every line of it is a guide.
    """

    findings: list[Finding]
    suppressed: list[Suppressed]
    not_checked: list[NotChecked]
    records: int
    used: set[Suppression]
    config_suppressions: set[Suppression]
    wheres: set[str]
    exceptions: list[Suppression]
    matters: Matters
    forms: frozenset[str]
    lacking: frozenset[str] = frozenset()
    unknown_keys: Mapping[str, Finding] = MappingProxyType({})
    by_line: bool = False
    page_fields: PageFields | None = None


def report_once(findings: list[Finding], unknown_keys: dict[str, Finding]) -> list[Finding]:
    """The findings except those on unknown keys; the first for each key is added to `unknown_keys`.

    So is what every part of a source says that can no longer be read.
    """
    others = []
    for finding in findings:
        if finding.rule not in _ONCE:
            others.append(finding)
            continue
        key = _ELEMENT.sub("", finding.path)
        if finding.rule != UNKNOWN_KEY:
            key = f"{finding.location.place} {finding.message}"
        if key not in unknown_keys or finding.sort_key < unknown_keys[key].sort_key:
            unknown_keys[key] = finding
    return others


def no_column(lacking: frozenset[str], table: str = "") -> SourceProblem:
    """The problem of a table without columns for these fields; `table` names the pages it consists of."""
    columns = _labels(lacking) + (f"（{table}）" if table else "")
    return SourceProblem("source.no-column", START, {"key": columns})


@lru_cache(maxsize=1024)
def no_field(fields: frozenset[str]) -> str:
    """The reason why a rule on fields that the data do not have was not checked."""
    return f"数据不含这些字段：{_labels(fields)} (the data have no field for it)"


def _labels(fields: frozenset[str]) -> str:
    """The labels of fields in the order of a guide, those of the elements of a list together: 申请材料（备注）."""
    labels = []
    for name, field in FIELDS.items():
        own = [child.label for child in field.fields if f"{name}.{child.name}" in fields]
        if name in fields or own:
            labels.append(field.label + (f"（{'、'.join(own)}）" if own else ""))
    return "、".join(labels)
