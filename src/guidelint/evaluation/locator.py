"""From a problem to a finding: its message, its region in the source, its fingerprint."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from guidelint.config.file import is_date
from guidelint.errors import in_one_language
from guidelint.evaluation.line_hash import LineHashes
from guidelint.finding import Finding, Fix, Location, Severity
from guidelint.fingerprint import fingerprint, matter_id, value_at
from guidelint.location import START, Lines, Path, Region, format_path
from guidelint.readers.tree import SourceProblem, Tree
from guidelint.record import Problem, Record
from guidelint.rule.builtin import SOURCE_RULES
from guidelint.rule.evaluator import RuleProblem
from guidelint.rule.model import Rule, Words
from guidelint.suppressions.suppression import Suppression, SuppressionProblem, line_region
from guidelint.values.text.shortening import shortened
from guidelint.vocabulary import TEXT_ENTRY, label

_QUOTED = 500
"""Of a large source longer lines are not kept with their findings: many thousands of them fill the memory."""


class Locator:
    """Makes the findings of one source; positions are computed only when needed."""

    def __init__(
        self,
        name: str,
        language: str,
        tree: Tree | None,
        text: str,
        mark: bool = False,
        part: int | None = None,
        place: str = "",
    ) -> None:
        """`part`: how many lines of the source stand before the text, where it is a part of a large one.

        Edits and hashes of lines count from the beginning of the whole, so that parts have none; `guidelint fix`
        reads the whole. `place`: what the source is called in identities, where that is not its name.
        """
        self.in_parts = part is not None
        self.before = part or 0
        self.quoted = sys.maxsize if part is None else _QUOTED
        self._last = (0, "")
        self.name = name
        self.place = place or name
        self.language = language
        self.tree = tree
        self.text = text
        self.mark = mark
        self.records: list[Record] = []
        self._by_index: dict[int, Record] = {}
        self._turned = 0
        self._settled: dict[tuple[int, Path], tuple[Region, str]] = {}

    def turn(self, tree: Tree) -> None:
        """Turn to the next part of the source; where exceptions stand in the last one is found out before."""
        for record in self.records[self._turned :]:
            for number, _ in enumerate(record.data.get("guidelint_ignore") or ()):
                at: Path = ("guidelint_ignore", number)
                if (record.index, at) not in self._settled:
                    self._settled[record.index, at] = self._place(record, at)
        self._turned = len(self.records)
        self.tree = tree

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text, (self.before + 1, 1))

    @cached_property
    def _hashes(self) -> LineHashes:
        return LineHashes("\ufeff" + self.text if self.mark else self.text)

    def end(self) -> Region:
        """The place after the last character."""
        line, column = self._lines.position(len(self.text))
        return Region(line, column, line, column)

    def rule(self, rule_problem: RuleProblem, record: Record) -> Finding:
        """The finding of a rule."""
        rule = rule_problem.rule
        words = rule.collective if rule_problem.collective else rule.message
        args = {**self._common(rule_problem.path, record), **rule_problem.args}
        region, file = self._place(record, self._quoted_at(rule_problem, record))
        finding = self._finding(rule, rule_problem.severity, words, args, rule_problem.path, record, region)
        finding = _in_file(finding, file)
        return finding._replace(fix=self._fix(rule_problem, record)) if rule.fix else finding

    def _quoted_at(self, rule_problem: RuleProblem, record: Record) -> Path:
        """The path to locate: in a table, of an element the field that alone has the text that the message quotes."""
        path, found = rule_problem.path, rule_problem.args.get("found")
        if not found or self.tree is None or not self.tree.tabular:
            return path
        value = value_at(record.data, path)
        texts = value.items() if isinstance(value, dict) else ()
        names = [name for name, text in texts if isinstance(text, str) and found in text]
        return (*path, names[0]) if len(names) == 1 else path

    def _fix(self, rule_problem: RuleProblem, record: Record) -> Fix | None:
        if rule_problem.rule.fix is None or rule_problem.collective or self.tree is None or self.in_parts:
            return None
        from guidelint.fixes.offer import offer

        return offer(
            rule_problem.rule.fix, (rule_problem.path, rule_problem.args), record, self.tree, self.language
        )

    def mapping(self, problem: Problem, record: Record) -> Finding:
        """The finding of what a dialect reported on its way."""
        rule = SOURCE_RULES[problem.rule]
        nearest = problem.args.get("nearest")
        hints = (
            {"hint": f"，是否应为“{nearest}”", "hint_en": f"; did you mean {nearest!r}?"} if nearest else {}
        )
        args = {**self._common(problem.path, record), **problem.args, **hints}
        extra = problem.args.get("key", "")
        region, file = self._place(record, problem.path, of_key=bool(extra))
        finding = self._finding(rule, rule.severity, rule.message, args, problem.path, record, region, extra)
        return _in_file(finding, file)

    def _place(self, record: Record, path: Path, of_key: bool = False) -> tuple[Region, str]:
        """Where a canonical path stands, or its key, and in which file beside the source, if it is in one."""
        if self.tree is None:
            return START, ""
        origin = record.origin(path)
        region = self.tree.region((*origin, "") if of_key else origin)  # of what is missing, the key above it
        return region, self.tree.file(origin)

    def source(self, problem: SourceProblem) -> Finding:
        """The finding of a defect of the source itself."""
        rule = SOURCE_RULES[problem.rule]
        extra = "\x1f".join(problem.args.values())
        args = dict(problem.args)
        if "reason" in args:
            args["reason"] = in_one_language(args["reason"], self.language)
        finding = self._finding(rule, rule.severity, rule.message, args, (), None, problem.region, extra)
        finding = _in_file(finding, problem.file)
        if problem.rule != "source.encoding" or not self.text:
            return finding
        from guidelint.fixes.transcode import transcoding

        return finding._replace(fix=transcoding(self.language))

    def suppression(self, problem: SuppressionProblem) -> Finding:
        """The finding about an exception."""
        rule, entry = SOURCE_RULES[problem.rule], problem.suppression
        record = None if entry.record is None else self._record(entry.record)
        region = line_region(entry)
        file = ""
        if record is not None and entry.at is not None:
            region, file = self._settled.get((record.index, entry.at)) or self._place(record, entry.at)
        hints = _of_where(problem.absent) if problem.absent else _of_name(problem.intended)
        args = {"key": entry.rule, **_of_lack(entry), **hints, **_of_date(entry.until)}
        extra = f"{entry.rule} {entry.reason} {format_path(entry.path)}"
        finding = self._finding(
            rule, rule.severity, rule.message, args, entry.at or (), record, region, extra
        )
        return _in_file(finding, file)

    def _record(self, index: int) -> Record | None:
        """The guide of a number, where the source has one; the list of them only grows."""
        if len(self._by_index) < len(self.records):
            self._by_index = {record.index: record for record in self.records}
        return self._by_index.get(index)

    def _common(self, path: Path, record: Record) -> dict[str, str]:
        value = value_at(record.data, path)
        dotted = ".".join(step for step in path if isinstance(step, str))
        field, item = label(dotted) if self.language == "zh" else dotted, self._item(path, record)
        return {
            "value": shortened(value) if isinstance(value, str) else "",
            "field": field,
            "item": item,
            "where": self._where(path, item, field),
        }

    def _where(self, path: Path, item: str, field: str) -> str:
        """The field, with its element where it is one of an element's: 第2项申请材料“委托书”的备注.

        Of a name the element is named alone, which shows the name (a window is called by its place); of an
        element itself its number.
        """
        if not item:
            return field
        if len(path) < 3:
            return self._number(path)
        if "location" != path[2] == TEXT_ENTRY.get(str(path[0])):
            return item
        if self.language == "en":
            return f"{item}, {field}"
        return f"{item}的{field.removeprefix('要求提供材料的').removeprefix(label(str(path[0])))}"

    def _item(self, path: Path, record: Record) -> str:
        """The element that a path leads through, as a person would name it: 第2项申请材料“居民身份证”."""
        if len(path) < 2 or not isinstance(path[1], int):
            return ""
        element = value_at(record.data, path[:2])
        name = element.get(TEXT_ENTRY.get(str(path[0]), "name")) if isinstance(element, dict) else None
        if not name:
            return self._number(path)
        named = f" {shortened(name)!r}" if self.language == "en" else f"“{shortened(name)}”"
        return self._number(path) + named

    def _number(self, path: Path) -> str:
        """An element by where it stands in its list: 第2项申请材料."""
        list_name, number = str(path[0]), int(path[1])
        return f"{list_name}[{number}]" if self.language == "en" else f"第{number + 1}项{label(list_name)}"

    def _line(self, number: int) -> str:
        """The text of a line of the source, empty where there is no such line."""
        if self._last[0] != number:
            there = self.text and number - self.before <= len(self._lines.starts)
            self._last = (number, self._lines.line_text(number) if there else "")
        return self._last[1]

    def _finding(
        self,
        rule: Rule,
        severity: Severity,
        words: Words,
        args: Mapping[str, Any],
        path: Path,
        record: Record | None,
        region: Region,
        extra: str = "",
    ) -> Finding:
        shown = _Shown(args)
        line = self._line(region.line)
        return Finding(
            rule=rule.id,
            severity=severity,
            message=words.in_language(self.language).format_map(shown),
            advice=rule.advice.in_language(self.language).format_map(shown),
            path=format_path(path),
            record=record.ref if record else None,
            location=Location(self.name, region),
            fingerprint=fingerprint(rule.id, record.data if record else None, self.place, path, extra),
            basis=rule.basis,
            snippet=line if len(line) <= self.quoted else "",
            line_hash=self._hashes.of(region.line) if line and not self.in_parts else "",
            matter=matter_id(record.data, self.place) if record else self.place,
        )


def _in_file(finding: Finding, file: str) -> Finding:
    """The finding in a file beside its source, whose text is not at hand."""
    if not file:
        return finding
    place = Location(file, finding.location.region)
    return finding._replace(location=place, snippet="", line_hash="", companion_of=finding.location.source)


def _of_lack(entry: Suppression) -> dict[str, str]:
    """What an exception that has no effect is called, and what it does not say."""
    if entry.rule:
        shown = {"what": f"规则“{entry.rule}”", "what_en": f" of {entry.rule}"}
        return {**shown, "lack": "理由", "lack_en": "reason"}
    also, also_en = ("", "") if entry.reason else ("和理由", " and no reason")
    return {"lack": f"规则{also}", "lack_en": f"rule{also_en}"}


def _of_name(intended: str | None) -> dict[str, str]:
    """The words for a name that is no rule's."""
    if intended is None:
        return {}
    hint, hint_en = (f"，是否应为“{intended}”", f", did you mean {intended!r}") if intended else ("", "")
    return {"hint": f"：没有这条规则{hint}", "hint_en": f": there is no such rule{hint_en}"}


def _of_where(absent: str) -> dict[str, str]:
    """The words for a `where` that nothing is called."""
    return {
        "hint": f"：没有编码为“{absent}”的事项，也没有这个文件或文件夹",
        "hint_en": f": no matter has the code {absent!r}, and there is no such file or folder",
    }


def _of_date(until: str | None) -> dict[str, str]:
    """The words for the last day of an exception that does not hold any more, or of what is no day."""
    if until is None:
        return {}
    if not is_date(until):
        return {
            "told": f"的期限“{until}”不是 YYYY-MM-DD 形式的日期，不起作用",
            "told_en": f"has no effect: its last day {until!r} is no date of the form YYYY-MM-DD",
        }
    return {"told": f"已于 {until} 到期", "told_en": f"expired on {until}"}


class _Shown(dict[str, Any]):
    """Placeholders that have nothing to say here show nothing."""

    def __missing__(self, key: str) -> str:
        return ""
