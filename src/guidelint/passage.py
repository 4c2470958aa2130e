"""Lints one source: bytes → tree → records → problems → findings → suppressions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from guidelint.asking import Raised
from guidelint.assess.ladder import Asked, Ladder, climb
from guidelint.checks.dataset import text_at
from guidelint.dialects import Row, find_rows, not_a_guide
from guidelint.finding import Finding, NotChecked, Suppressed
from guidelint.fingerprint import matter_id
from guidelint.inputs import Input
from guidelint.judging import TOGETHER, Handful, Run, judged
from guidelint.linter import Linter, Plan
from guidelint.location import START, Path
from guidelint.opening import Opening
from guidelint.plan import settle
from guidelint.readers.tree import SourceProblem, Tree
from guidelint.reading import Reading
from guidelint.record import Data, Record
from guidelint.ruleset import matches
from guidelint.sets import SetTally
from guidelint.structs import Struct
from guidelint.suppress import Suppression, of_comments, of_record, tell
from guidelint.vocabulary import FIELDS

if TYPE_CHECKING:
    from guidelint.pages import Shown

Matters = dict[frozenset[str], set[str]]
"""By the rules that had their say on them, the identities of guides and the names of sources."""
UNHEARD = "source.unknown-key"
"""A key or column that nobody knows stands in every guide of a source: it is told once."""
_STRANGERS = 20
"""So many things in a source that are no guides for one reason are told one by one."""
_ELEMENT = re.compile(r"\[[0-9]+\]")


class SourceOutcome(Struct):
    """The result of linting one source, apart from the tallies to which its guides were added.

    `used` and `met` are suppressions of the config, `exceptions` the source's own. `forms`: the names of the
    files that its guides name as forms. `matters`: if requested, the identities of its guides and of itself,
    by the rules evaluated on them. `shown`: for a page among others of its folder, what it shows. For a part
    of a source, what is reported once for the whole: `lacking`, the checked fields without a column in a
    table, and `unheard`, the unknown keys. `by_line`: every line of it is a guide.
    """

    findings: list[Finding]
    suppressed: list[Suppressed]
    not_checked: list[NotChecked]
    records: int
    used: set[Suppression]
    met: set[Suppression]
    exceptions: list[Suppression]
    matters: Matters
    forms: frozenset[str]
    lacking: frozenset[str] = frozenset()
    unheard: Mapping[str, Finding] = MappingProxyType({})
    by_line: bool = False
    shown: Shown | None = None


class Passage(Reading):
    """The state of one source, or one part of it, while it is linted; only the outcome outlives it.

    `sets` and `ladder` are the tallies to which its guides are added; without them the results are discarded.
    """

    def __init__(
        self, linter: Linter, source: Input, sets: SetTally | None = None, ladder: Ladder | None = None
    ) -> None:
        super().__init__(linter, source)
        self.sets = linter.new_sums() if sets is None else sets
        self.ladder = Ladder() if ladder is None else ladder
        self.suppressions: list[Suppression] = []
        self.plans: dict[int, Plan] = {}
        self.ran: set[str] = set()
        self.lacked: set[str] = set()
        self.asked: dict[int, Asked] = {}
        self.matters: Matters = {}
        self.codes: set[str | None] = set()
        self.present = source.present
        self.lacking = frozenset[str]()
        self.unheard: dict[str, Finding] = {}
        self.met_keys: set[Path] = set()
        self.by_line = False
        self.shown: frozenset[str] | None = None
        self.opening = Opening(source.name, source.attached)

    def outcome(self) -> SourceOutcome:
        """The outcome of this source, judged alone."""
        return judged(self.linter, self.sets, [self.run()])[0]

    def run(self) -> Run[SourceOutcome]:
        """The outcome of this source, once its guides are judged."""
        tabular = False
        for tree in self.trees():
            tabular = tree.tabular
            yield from self._lint_tree(tree)
        if self.missed():
            self.sets.tally.unread.add(self.source.name)
        self._tell_lacking(tabular)
        self.not_checked.update(dict.fromkeys(self.opening.not_checked()))
        linter = self.linter
        ran = self._ran() if self.suppressions or linter.external else frozenset()
        kept, excused, used = self._excused(ran)
        met = self._met(ran) if linter.external else set()
        climb(self.ladder, self.source.name, self.asked, kept, linter.rungs)
        kept = told_once(kept, self.unheard)
        if self.source.part is None:
            kept += self.unheard.values()
            self.unheard = {}
        own = (
            self.suppressions,
            self._heard(ran),
            self.opening.named(),
            self.lacking,
            self.unheard,
            self.by_line,
            self._as_shown(),
        )
        records = self.records - self.first
        return SourceOutcome(
            kept,
            excused,
            list(self.not_checked),
            records,
            {entry for entry in used if entry.kind == "external"},
            met,
            *own,
        )

    def _excused(self, ran: frozenset[str]) -> tuple[list[Finding], list[Suppressed], set[Suppression]]:
        """The remaining findings, with those about its own suppressions; the suppressed ones, and by which."""
        linter, findings = self.linter, self.findings
        if linter.hidden:
            findings = [finding for finding in findings if finding.rule not in linter.hidden]
        if not self.suppressions and not linter.external:
            return findings, [], set()
        from guidelint.excuses import Excuses, apply

        own = Excuses(self.suppressions, linter.as_of)
        kept, excused, used = apply(findings, (own, linter.excuses))
        told = tell(self.suppressions, used, ran, linter.as_of, linter.table) if self.suppressions else ()
        kept += map(self.locator.suppression, told)
        return kept, excused, used

    def _tell_lacking(self, tabular: bool) -> None:
        """Report the fields without a column, or keep them for the whole of which this is a part."""
        lacking = frozenset(self.lacked)
        if self._is_of_many():
            self.lacking = lacking
        elif tabular and lacking:
            self._tell(no_column(lacking))

    def _is_of_many(self) -> bool:
        """Whether its columns are determined by others: it is part of a table, or a page among others of its
        folder.
        """
        return self.shown is not None if self.source.table else self.source.present is not None

    def _as_shown(self) -> Shown | None:
        """What a page among others of its folder shows."""
        if self.shown is None:
            return None
        from guidelint.pages import Shown

        return Shown(self.shown, self.lacking, self.source.name)

    def _ran(self) -> frozenset[str]:
        """The rules that were evaluated on some guide."""
        return frozenset(self.ran - self.opening.left_out)

    def _heard(self, ran: frozenset[str]) -> Matters:
        """Which rules were evaluated on what in the source, if it was read completely."""
        if not self.linter.keeps_matters or self.missed():
            return {}
        of_sources = self.linter.of_sources
        if not all(_is_asked_of(stated, ran) for stated in self.suppressions):
            of_sources -= {"suppression.unused"}
        found: Matters = {of_sources: {self.locator.place}}
        for rules, matters in self.matters.items():
            found.setdefault(rules - self.opening.left_out, set()).update(matters)
            found[of_sources] |= matters
        return found

    def _met(self, ran: frozenset[str]) -> set[Suppression]:
        """The suppressions of the config that concern this source and a rule evaluated on it."""
        speaking = self.linter.stated.of(self.linter.ruleset.place(self.source.name), self.codes)
        return {entry for entry in speaking if _is_asked_of(entry, ran)}

    def _lint_tree(self, tree: Tree) -> Run[None]:
        yield Handful(self.source.name, [], [], [], self.size)  # others are parsed before
        self.suppressions += of_comments(tree.comments())
        rows = find_rows(self.linter.dialects, tree.root)
        present = self._columns_of(tree, rows) if tree.tabular else self.present
        if present is not None:
            from guidelint.dialects.present import with_empty_lists

            present = with_empty_lists(present)
        strangers: dict[str, list[Path]] = {}
        for start in range(0, len(rows), TOGETHER):
            yield from self._lint_records(self._read(rows[start : start + TOGETHER], present, strangers))
        self._tell_strangers(tree, strangers)
        self.by_line = self.one_a_line and len(rows) == len(tree.root) == self.records - self.first
        self.linter.let_go()
        self.plans.clear()  # with what they have remembered of the guides of this part
        if not rows and not tree.problems and not self.source.part and not self.records:
            self._stranger("文件中没有记录 (no records)", START)

    def _tell_strangers(self, tree: Tree, strangers: Mapping[str, list[Path]]) -> None:
        """Report what is no guide, by reason; for a table, or many with one reason, not each one."""
        for reason, places in strangers.items():
            told = places[: 1 if tree.tabular else _STRANGERS]
            more = len(places) - len(told)
            for at in told[:-1]:
                self._stranger(reason, tree.region(at))
            others = f"；还有 {more} 处 (and {more} more)" if more else ""
            self._stranger(reason + others, tree.region(told[-1]))

    def _columns_of(self, tree: Tree, rows: list[Row]) -> frozenset[str] | None:
        """The fields for which a table has columns; of a part they are those of the whole, where it knows them."""
        from guidelint.dialects.present import fields_present

        if self.source.table:
            from guidelint.pages import fields_of_page

            self.shown = fields_of_page(rows)
            return fields_present(rows) if self.shown is None else self.source.present
        if self.present is not None:
            return self.present
        kinds = getattr(tree, "kinds", ())
        if not kinds:
            return fields_present(rows)
        self.present = fields_present(find_rows(self.linter.dialects, list(kinds)))
        return self.present

    def _read(
        self, rows: list[Row], present: frozenset[str] | None, strangers: dict[str, list[Path]]
    ) -> list[Record]:
        """The guides of some rows; the places of rows that are none are added to the strangers, by reason."""
        records = []
        for row in rows:
            record = self.linter.read(row, self.records)
            if record is not None:
                self.records += 1
                records.append(record if present is None else record.carrying(present))
            else:
                strangers.setdefault(not_a_guide(row), []).append(row.at)
        return records

    def _lint_records(self, records: list[Record]) -> Run[None]:
        """Report the defects of some guides, once they are judged."""
        plans = list(map(self._plan, records))
        shown = [self._shown(record, plan) for record, plan in zip(records, plans, strict=True)]
        found = (yield Handful(self.source.name, records, plans, shown, self.size)) or []
        for record, raised in zip(records, found, strict=True):
            if record.problems:
                self._tell_problems(record)
            for problem in settle(raised) if raised else ():
                self._judged(problem, record)

    def _plan(self, record: Record) -> Plan:
        """The rules to evaluate on a guide, compiled."""
        plan = self.linter.plan(record, self.source.name)
        if id(plan) not in self.plans:
            self._new_plan(plan, record)
        body = text_at(record, "authority")
        self.asked[record.index] = Asked(body, plan.fields_asked(record.data), plan.top)
        return plan

    def _shown(self, record: Record, plan: Plan) -> Data:
        """A guide as rules see it; its own suppressions are noted."""
        linter, data = self.linter, record.data
        if "guidelint_ignore" in data:
            self.suppressions += of_record(record)
            if not linter.keeps_records:
                self.locator.records.append(record)
        if linter.excused or linter.keeps_records or linter.keeps_matters:
            self._remember(record, plan)
        if "materials" in data:
            return self.opening.shown(record, plan.of_files, plan.own_words)
        return data

    def _tell_problems(self, record: Record) -> None:
        """Report what the dialect found wrong while mapping a guide."""
        for met in record.problems:
            if met.rule != UNHEARD or self._is_unheard(met.path):
                self.findings.append(self.locator.mapping(met, record))

    def _is_unheard(self, path: Path) -> bool:
        """Whether to report an unknown key; where suppressions are stated, each occurrence."""
        key = tuple([step for step in path if isinstance(step, str)])
        if key in self.met_keys and not (self.suppressions or self.linter.external):
            return False
        self.met_keys.add(key)
        return True

    def _remember(self, record: Record, plan: Plan) -> None:
        """Record what is needed of a guide after the last one."""
        linter = self.linter
        if linter.excused and (code := record.ref.code) in linter.excused:
            self.codes.add(code)
        if linter.keeps_records:
            self.locator.records.append(record)
        if linter.keeps_matters:
            heard = frozenset[str]() if record.broken else plan.heard
            self.matters.setdefault(heard, set()).add(matter_id(record.data, self.locator.place))

    def _new_plan(self, plan: Plan, record: Record) -> None:
        """Report what concerns a kind of guide once per source, or once for each of its parts."""
        self.plans[id(plan)] = plan
        self.ran |= plan.ran
        self.lacked |= plan.lacking
        name = self.source.name if self.shown is None else self.source.table
        for rule, fields in plan.not_carried.items():
            self.not_checked[NotChecked(rule, name, _no_field(fields))] = None

    def _judged(self, problem: Raised, record: Record) -> None:
        """Turn a problem into a finding, unless a lower layer rejected the value."""
        if record.is_broken(problem.path):
            reason = "该处的值无法解读 (the value could not be read)"
            self.not_checked[NotChecked(problem.rule.id, self.source.name, reason)] = None
        else:
            self.findings.append(self.locator.rule(problem, record))


def _is_asked_of(suppression: Suppression, ran: frozenset[str]) -> bool:
    """Whether a rule named by a suppression was evaluated."""
    return any(matches(rule, [suppression.rule]) for rule in ran)


def told_once(findings: list[Finding], unheard: dict[str, Finding]) -> list[Finding]:
    """The findings except those on unknown keys; the first for each key is added to `unheard`."""
    others = []
    for finding in findings:
        if finding.rule != UNHEARD:
            others.append(finding)
            continue
        key = _ELEMENT.sub("", finding.path)
        if key not in unheard or finding.sort_key < unheard[key].sort_key:
            unheard[key] = finding
    return others


def no_column(lacking: frozenset[str], table: str = "") -> SourceProblem:
    """The problem of a table without columns for these fields; `table` names the pages it consists of."""
    columns = _labels(lacking) + (f"（{table}）" if table else "")
    return SourceProblem("source.no-column", START, {"key": columns})


@lru_cache(maxsize=1024)
def _no_field(fields: frozenset[str]) -> str:
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
