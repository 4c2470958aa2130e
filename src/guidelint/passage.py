"""One source on its way down the street: bytes → tree → records → problems → findings → exceptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import NamedTuple

from guidelint.asking import Raised
from guidelint.assess.ladder import Asked, Ladder, climbed
from guidelint.assess.tally import Tally
from guidelint.attachments import FILES
from guidelint.dialects import find_rows, not_a_guide
from guidelint.dialects.present import fields_present
from guidelint.finding import Finding, NotChecked, Suppressed
from guidelint.fingerprint import matter_id
from guidelint.linter import Linter
from guidelint.locate import Locator
from guidelint.location import Region
from guidelint.opening import Attached, Opening
from guidelint.plan import settle
from guidelint.readers import READERS, read, reader_for
from guidelint.readers.decode import Decoded, decode
from guidelint.readers.tree import SourceProblem, Tree
from guidelint.record import Record
from guidelint.ruleset import matches
from guidelint.sets import SetTally
from guidelint.suppress import Suppression, apply, of_comments, of_record, tell
from guidelint.vocabulary import label

_START = Region(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Input:
    """A source to lint: its name for reports, its extension, how to get its bytes (OSError if one cannot).

    `named` tells whether the caller named it, rather than a search having met it. `beside` gives the files
    that hold the rest of it, by name: the lists of a CSV. `attached` reads a file that a guide in it names.
    """

    name: str
    extension: str
    read: Callable[[], bytes]
    named: bool
    beside: Callable[[], Mapping[str, bytes]] = dict
    attached: Attached | None = None


class Outcome(NamedTuple):
    """What linting one source gave. `used` and `met` are exceptions of the config, `exceptions` its own.

    `forms`: the names of the files that its guides name as forms.
    """

    findings: list[Finding]
    suppressed: list[Suppressed]
    not_checked: list[NotChecked]
    records: int
    used: set[Suppression]
    met: set[Suppression]
    tally: Tally
    sets: SetTally
    ladder: Ladder
    exceptions: list[Suppression]
    matters: set[str]
    forms: frozenset[str]


class Passage:
    """The state of one source while it is linted; nothing of it outlives the outcome."""

    def __init__(self, linter: Linter, source: Input) -> None:
        self.linter = linter
        self.source = source
        self.findings: list[Finding] = []
        self.not_checked: list[NotChecked] = []
        self.suppressions: list[Suppression] = []
        self.ran: set[str] = set()
        self.lacking: set[str] = set()
        self.records = 0
        self.tally = Tally()
        self.sets = SetTally(linter.set_rules, linter.settings)
        self.asked: list[Asked] = []
        self.opening = Opening(source.name, source.attached)
        self.locator = Locator(source.name, linter.config.lang, None, "")
        self.beside: Mapping[str, bytes] = {}

    def outcome(self) -> Outcome:
        """Everything that can be said of the source."""
        tree = self.tree()
        if tree is not None:
            self._lint_tree(tree)
        self.not_checked += self.opening.not_checked()
        self.ran -= self.opening.left_out
        findings = [finding for finding in self.findings if finding.rule not in self.linter.hidden]
        external = self.linter.external
        kept, excused, used = apply(findings, [*self.suppressions, *external], self.linter.as_of)
        for told in tell(self.suppressions, used, self.ran, self.linter.as_of):
            kept.append(self.locator.suppression(told))
        met = {entry for entry in external if self._met(entry)}
        used &= set(external)
        ladder = climbed(self.asked, kept, self.linter.rungs)
        matters = {self.source.name, *(matter_id(r.data, self.source.name) for r in self.locator.records)}
        sums = (self.tally, self.sets, ladder, self.suppressions, matters, self.opening.named())
        return Outcome(kept, excused, self.not_checked, self.records, used, met, *sums)

    def _met(self, suppression: Suppression) -> bool:
        """Whether an exception of the config speaks of this source and of a rule that was asked of it."""
        if not any(matches(rule, [suppression.rule]) for rule in self.ran):
            return False
        if fnmatchcase(self.source.name, suppression.where):
            return True
        return any(record.ref.code == suppression.where for record in self.locator.records)

    def tree(self) -> Tree | None:
        """The source as a tree, None where that cannot be; what is wrong with it is told."""
        try:
            data, self.beside = self.source.read(), self.source.beside()
        except OSError as error:
            self._source_problem("source.unreadable", str(error.strerror or error))
            return None
        reader = reader_for(self.source.extension)
        if reader is None:
            self._source_problem("source.unsupported", _unsupported(self.source.extension))
            return None
        if not data.strip():
            self._source_problem("source.unreadable", "文件是空的 (empty)")
            return None
        if reader.takes == "bytes":
            return self._parsed(reader, data, "")
        return self._decoded(reader, decode(data))

    def _decoded(self, reader: type[Tree], decoded: Decoded) -> Tree | None:
        if decoded.text is None:
            self._source_problem("source.unsupported", "内容是二进制，不是文本 (binary)")
            return None
        tree = self._parsed(reader, decoded.text, decoded.text, decoded.mark)
        if decoded.encoding != "utf-8":
            self._tell(SourceProblem("source.encoding", _START, {"encoding": decoded.encoding.upper()}))
        if decoded.cut:
            reason = "最后一个字符不完整 (a broken character)"
            self._tell(SourceProblem("source.truncated", self.locator.end(), {"reason": reason}))
        return tree

    def _parsed(self, reader: type[Tree], content: str | bytes, text: str, mark: bool = False) -> Tree | None:
        tree = read(reader, content, self.linter.names, self.beside)
        self.locator = Locator(self.source.name, self.linter.config.lang, tree, text, mark)
        for problem in tree.problems:
            if problem.rule == "source.unrecognised" and tree.root is None:
                self._stranger(problem.args["reason"], problem.region)
            else:
                self._tell(problem)
        return None if tree.root is None and tree.problems else tree

    def _source_problem(self, rule: str, reason: str) -> None:
        self._tell(SourceProblem(rule, _START, {"reason": reason}))

    def _tell(self, problem: SourceProblem) -> None:
        self.findings.append(self.locator.source(problem))

    def _lint_tree(self, tree: Tree) -> None:
        self.suppressions += of_comments(tree.comments())
        rows = find_rows(self.linter.dialects, tree.root)
        present = fields_present(rows) if tree.tabular else None
        for row in rows:
            record = self.linter.read(row, self.records)
            if record is not None:
                self.records += 1
                if present is not None:
                    record = record.carrying(present)
                self._lint_record(record)
            else:
                self._stranger(not_a_guide(row), tree.region(row.at))
        if tree.tabular and self.lacking:
            columns = "、".join(label(field) for field in sorted(self.lacking))
            self._tell(SourceProblem("source.no-column", _START, {"key": columns}))
        if not rows and not tree.problems:
            self._stranger("文件中没有记录 (no records)", _START)

    def _stranger(self, reason: str, region: Region) -> None:
        """What is no guide: a finding where the caller named the source, else only listed."""
        if self.source.named or self.records:
            self._tell(SourceProblem("source.unrecognised", region, {"reason": reason}))
        else:
            self.not_checked.append(NotChecked("*", self.source.name, reason))

    def _lint_record(self, record: Record) -> None:
        plan = self.linter.plan(record, self.source.name)
        self.ran |= plan.ran
        body = str(record.data.get("authority") or "").strip()
        self.asked.append(Asked(body, plan.fields_asked(record.data), plan.top))
        self.tally.observe(record, self.linter.special)
        if self.linter.set_rules:
            self.sets.observe(record, self.source.name)
        self.suppressions += of_record(record)
        self.locator.records.append(record)
        self.lacking |= plan.lacking
        for rule in plan.not_carried:
            reason = f"方言 {record.dialect} 的数据不含该字段 (not in this platform's data)"
            self.not_checked.append(NotChecked(rule, self.source.name, reason))
        data = self.opening.shown(record, plan.of_files, plan.own_words)
        raised = plan.ask(data)
        if FILES in data:
            raised += [problem for run in plan.ask_of_files for problem in run(data)]
        self.findings += [self.locator.mapping(met, record) for met in record.problems]
        for problem in settle(raised) if raised else ():
            self._judged(problem, record)

    def _judged(self, problem: Raised, record: Record) -> None:
        """A problem becomes a finding, unless a lower layer refused the value."""
        if record.broken and any(problem.path[: len(at)] == at for at in record.broken):
            reason = "该处的值无法解读 (the value could not be read)"
            self.not_checked.append(NotChecked(problem.rule.id, self.source.name, reason))
        else:
            self.findings.append(self.locator.rule(problem, record))


def _unsupported(extension: str) -> str:
    known = " ".join(sorted(READERS))
    return f"扩展名 {extension or '（无）'}；可读取 {known}"
