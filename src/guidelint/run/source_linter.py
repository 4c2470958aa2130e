"""Lints one source: bytes → tree → records → problems → findings → suppressions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from guidelint.assess.profile_tally import CheckedGuide, ProfileTally, add_source
from guidelint.checks.dataset.base import text_at
from guidelint.dialects import Row, find_rows, not_a_guide
from guidelint.evaluation.linter import Linter
from guidelint.evaluation.plan import Plan
from guidelint.evaluation.sets import SetTally
from guidelint.finding import Finding, NotChecked, Suppressed
from guidelint.fingerprint import matter_id
from guidelint.location import START, Path
from guidelint.readers.tree import Tree
from guidelint.record import Data, Record
from guidelint.rule.compilation import resolve_yields
from guidelint.rule.evaluator import RuleProblem
from guidelint.rule.matching import matches
from guidelint.run.joint_linting import TOGETHER, LintRun, PendingGuides, lint_together
from guidelint.run.reading import Reading
from guidelint.run.source_outcome import UNKNOWN_KEY, Matters, SourceOutcome, no_column, no_field, report_once
from guidelint.sources.attachment_access import AttachmentAccess
from guidelint.sources.inputs import Input
from guidelint.suppressions.suppression import (
    Suppression,
    comment_suppressions,
    record_suppressions,
    suppression_problems,
)

if TYPE_CHECKING:
    from guidelint.run.pages import PageFields

_MOST_UNRECOGNISED = 20
"""So many things in a source that are no guides for one reason are reported one by one."""


class SourceLinter(Reading):
    """The state of one source, or one part of it, while it is linted; only the outcome outlives it.

    `sets` and `profile_tally` are the tallies to which its guides are added; without them the results are
    discarded.
    """

    def __init__(
        self,
        linter: Linter,
        source: Input,
        sets: SetTally | None = None,
        profile_tally: ProfileTally | None = None,
    ) -> None:
        super().__init__(linter, source)
        self.sets = linter.new_sums() if sets is None else sets
        self.profile_tally = ProfileTally() if profile_tally is None else profile_tally
        self.suppressions: list[Suppression] = []
        self.plans: dict[int, Plan] = {}
        self.ran: set[str] = set()
        self.lacked: set[str] = set()
        self.checked: dict[int, CheckedGuide] = {}
        self.matters: Matters = {}
        self.codes: set[str | None] = set()
        self.present = source.present
        self.seen_keys: set[Path] = set()
        self.by_line = False
        self.page_fields: frozenset[str] | None = None
        self.attachments = AttachmentAccess(source.name, source.attached)

    def outcome(self) -> SourceOutcome:
        """The outcome of this source, judged alone."""
        return lint_together(self.linter, self.sets, [self.run()])[0]

    def run(self) -> LintRun[SourceOutcome]:
        """The outcome of this source, once its guides are judged."""
        tabular = False
        for tree in self.trees():
            tabular = tree.tabular
            yield from self._lint_tree(tree)
        if self.missed():
            self.sets.tally.unread.add(self.source.name)
        lacking = frozenset(self.lacked)
        if not self._is_of_many():
            if tabular and lacking:
                self._report(no_column(lacking))
            lacking = frozenset()
        self.not_checked.update(dict.fromkeys(self.attachments.not_checked()))
        linter = self.linter
        ran = frozenset[str]()
        if self.suppressions or linter.from_config:
            ran = frozenset(self.ran - self.attachments.left_out)
        kept, suppressed, used = self._suppress(ran)
        applicable = self._config_suppressions() if linter.from_config else ()
        add_source(self.profile_tally, self.source.name, self.checked, kept, linter.profile_levels)
        unknown_keys: dict[str, Finding] = {}
        kept = report_once(kept, unknown_keys)
        if self.source.part is None:
            kept += unknown_keys.values()
            unknown_keys = {}
        return SourceOutcome(
            findings=kept,
            suppressed=suppressed,
            not_checked=list(self.not_checked),
            records=self.records - self.first,
            used={entry for entry in used if entry.kind == "external"},
            config_suppressions={entry for entry in applicable if _is_evaluated(entry, ran)},
            wheres={entry.where for entry in applicable},
            exceptions=self.suppressions,
            matters=self._evaluated(ran),
            forms=self.attachments.named(),
            lacking=lacking,
            unknown_keys=unknown_keys,
            by_line=self.by_line,
            page_fields=self._page_fields(lacking),
        )

    def _suppress(self, ran: frozenset[str]) -> tuple[list[Finding], list[Suppressed], set[Suppression]]:
        """The remaining findings, with those about its own suppressions; the suppressed ones, and by which."""
        linter, findings = self.linter, self.findings
        if linter.hidden:
            findings = [finding for finding in findings if finding.rule not in linter.hidden]
        if not self.suppressions and not linter.from_config:
            return findings, [], set()
        from guidelint.suppressions.matcher import SuppressionMatcher, apply

        own = SuppressionMatcher(self.suppressions, linter.as_of)
        kept, suppressed, used = apply(findings, (own, linter.matcher))
        problems = (
            suppression_problems(self.suppressions, used, ran, linter.as_of, linter.table)
            if self.suppressions
            else ()
        )
        kept += map(self.locator.suppression, problems)
        return kept, suppressed, used

    def _is_of_many(self) -> bool:
        """Whether the whole determines its columns: it is part of a table, or one of a folder's pages."""
        return self.page_fields is not None if self.source.table else self.source.present is not None

    def _page_fields(self, lacking: frozenset[str]) -> PageFields | None:
        """What a page among others of its folder shows."""
        if self.page_fields is None:
            return None
        from guidelint.run.pages import PageFields

        return PageFields(self.page_fields, lacking, self.source.name)

    def _evaluated(self, ran: frozenset[str]) -> Matters:
        """Which rules were evaluated on what in the source, if it was read completely."""
        if not self.linter.keeps_matters or self.missed():
            return {}
        of_sources = self.linter.of_sources
        if not all(_is_evaluated(stated, ran) for stated in self.suppressions):
            of_sources -= {"suppression.unused"}
        found: Matters = {of_sources: {self.locator.place}}
        for rules, matters in self.matters.items():
            found.setdefault(rules - self.attachments.left_out, set()).update(matters)
            found[of_sources] |= matters
        return found

    def _config_suppressions(self) -> list[Suppression]:
        """The suppressions of the config that concern this source."""
        return list(self.linter.stated.of(self.linter.ruleset.place(self.source.name), self.codes))

    def _lint_tree(self, tree: Tree) -> LintRun[None]:
        yield PendingGuides(self.source.name, [], [], [], self.size)  # others are parsed before
        self.suppressions += comment_suppressions(tree.comments())
        rows = find_rows(self.linter.dialects, tree.root)
        present = self._columns_of(tree, rows) if tree.tabular else self.present
        if present is not None:
            from guidelint.dialects.present import with_empty_lists

            present = with_empty_lists(present)
        unrecognised: dict[str, list[Path]] = {}
        for start in range(0, len(rows), TOGETHER):
            yield from self._lint_records(self._read(rows[start : start + TOGETHER], present, unrecognised))
        self._report_unrecognised(tree, unrecognised)
        self.by_line = self.one_a_line and len(rows) == len(tree.root) == self.records - self.first
        self.linter.release()
        self.plans.clear()  # with what they have remembered of the guides of this part
        if not rows and not tree.problems and not self.source.part and not self.records:
            self._report_no_guide("文件中没有记录 (no records)", START)

    def _report_unrecognised(self, tree: Tree, unrecognised: Mapping[str, list[Path]]) -> None:
        """Report what is no guide, by reason; for a table, or many with one reason, not each one."""
        for reason, places in unrecognised.items():
            reported = places[: 1 if tree.tabular else _MOST_UNRECOGNISED]
            more = len(places) - len(reported)
            for at in reported[:-1]:
                self._report_no_guide(reason, tree.region(at))
            others = f"；还有 {more} 处 (and {more} more)" if more else ""
            self._report_no_guide(reason + others, tree.region(reported[-1]))

    def _columns_of(self, tree: Tree, rows: list[Row]) -> frozenset[str] | None:
        """The fields for which a table has columns; of a part they are those of the whole, where it knows them."""
        from guidelint.dialects.present import fields_present

        if self.source.table:
            from guidelint.run.pages import fields_of_page

            self.page_fields = fields_of_page(rows)
            return fields_present(rows) if self.page_fields is None else self.source.present
        if self.present is not None:
            return self.present
        kinds = getattr(tree, "kinds", ())
        if not kinds:
            return fields_present(rows)
        self.present = fields_present(find_rows(self.linter.dialects, list(kinds)))
        return self.present

    def _read(
        self, rows: list[Row], present: frozenset[str] | None, unrecognised: dict[str, list[Path]]
    ) -> list[Record]:
        """The guides of some rows; the places of rows that are none are added to `unrecognised`, by reason."""
        records = []
        for row in rows:
            record = self.linter.read(row, self.records)
            if record is not None:
                self.records += 1
                records.append(record if present is None else record.carrying(present))
            else:
                unrecognised.setdefault(not_a_guide(row), []).append(row.at)
        return records

    def _lint_records(self, records: list[Record]) -> LintRun[None]:
        """Report the defects of some guides, once they are judged."""
        plans = list(map(self._plan, records))
        data = [self._evaluated_data(record, plan) for record, plan in zip(records, plans, strict=True)]
        found = (yield PendingGuides(self.source.name, records, plans, data, self.size)) or []
        for record, problems in zip(records, found, strict=True):
            if record.problems:
                self._report_problems(record)
            for problem in resolve_yields(problems) if problems else ():
                self._judged(problem, record)

    def _plan(self, record: Record) -> Plan:
        """The rules to evaluate on a guide, compiled."""
        plan = self.linter.plan(record, self.source.name)
        if id(plan) not in self.plans:
            self.plans[id(plan)] = plan
            self._report_plan(plan)
        body = text_at(record, "authority")
        self.checked[record.index] = CheckedGuide(body, plan.fields_checked(record.data), plan.top)
        return plan

    def _evaluated_data(self, record: Record, plan: Plan) -> Data:
        """A guide as rules see it; its own suppressions are noted."""
        linter, data = self.linter, record.data
        if "guidelint_ignore" in data:
            self.suppressions += record_suppressions(record)
            if not linter.keeps_records:
                self.locator.records.append(record)
        if linter.suppressed_codes or linter.keeps_records or linter.keeps_matters:
            self._remember(record, plan)
        if "materials" in data:
            return self.attachments.data_with_files(record, plan.of_files, plan.own_words)
        return data

    def _report_problems(self, record: Record) -> None:
        """Report what the dialect found wrong while mapping a guide."""
        for problem in record.problems:
            if problem.rule != UNKNOWN_KEY or self._is_new_unknown_key(problem.path):
                self.findings.append(self.locator.mapping(problem, record))

    def _is_new_unknown_key(self, path: Path) -> bool:
        """Whether to report an unknown key; where suppressions are stated, each occurrence."""
        key = tuple([step for step in path if isinstance(step, str)])
        if key in self.seen_keys and not (self.suppressions or self.linter.from_config):
            return False
        self.seen_keys.add(key)
        return True

    def _remember(self, record: Record, plan: Plan) -> None:
        """Record what is needed of a guide after the last one."""
        linter = self.linter
        if linter.suppressed_codes and (code := record.ref.code) in linter.suppressed_codes:
            self.codes.add(code)
        if linter.keeps_records:
            self.locator.records.append(record)
        if linter.keeps_matters:
            evaluated = frozenset[str]() if record.broken else plan.evaluated
            self.matters.setdefault(evaluated, set()).add(matter_id(record.data, self.locator.place))

    def _report_plan(self, plan: Plan) -> None:
        """Report what concerns a kind of guide once per source, or once for each of its parts."""
        self.ran |= plan.ran
        self.lacked |= plan.lacking
        name = self.source.name if self.page_fields is None else self.source.table
        for rule, fields in plan.not_carried.items():
            self.not_checked[NotChecked(rule, name, no_field(fields))] = None

    def _judged(self, problem: RuleProblem, record: Record) -> None:
        """Turn a problem into a finding, unless a lower layer rejected the value."""
        if record.is_broken(problem.path):
            reason = "该处的值无法解读 (the value could not be read)"
            self.not_checked[NotChecked(problem.rule.id, self.source.name, reason)] = None
        else:
            self.findings.append(self.locator.rule(problem, record))


def _is_evaluated(suppression: Suppression, ran: frozenset[str]) -> bool:
    """Whether a rule named by a suppression was evaluated."""
    return any(matches(rule, [suppression.rule]) for rule in ran)
