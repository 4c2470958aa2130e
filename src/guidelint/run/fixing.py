"""Applies fixes to one source: overlapping ones are deferred, the source is linted again, harmful ones are
undone.

A fix is kept only if the source then parses to the same data except for the texts it names, if its own
finding is gone, and if no new finding appears. Which fixes are kept depends only on the source and the rules.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from guidelint.evaluation.linter import Linter
from guidelint.finding import Edit, Finding, Fix
from guidelint.fixes.offer import applied
from guidelint.lean.tuples import NamedTuple
from guidelint.rule.model import Words
from guidelint.run.rewriting import rewritten
from guidelint.run.source_linter import SourceLinter
from guidelint.sources.inputs import NOWHERE, Input

_ROUNDS = 20
"""So often is a source fixed again: a fix may lay open what another rule can fix."""

Key = tuple[str, str, int, str, str]
"""Rule, file, index of the record (-1 for the file), path and message: which finding is meant, fixes apart."""

_Span = tuple[str, int, int, str]
"""File and cell, or path of a text, start, end and new text of an edit."""


class Refused(NamedTuple):
    """A fix that was not made, and why."""

    finding: Finding
    reason: Words


class Rewritten(NamedTuple):
    """A file before and after fixes."""

    name: str
    before: bytes
    after: bytes


class FixedSource(NamedTuple):
    """A source after its fixes, those that were made in order, and those that were not.

    `files` are its own, then those beside it, whether fixes changed them or not.
    """

    source: Input
    files: tuple[Rewritten, ...]
    made: tuple[Finding, ...]
    refused: tuple[Refused, ...]

    @property
    def after(self) -> bytes:
        """The bytes of its own file after the fixes."""
        return self.files[0].after

    def changed(self) -> list[Rewritten]:
        """The files that fixes changed."""
        return [file for file in self.files if file.before != file.after]

    def left(self) -> Input:
        """The source as fixes left it."""
        return _held_source(self.source, {file.name: file.after for file in self.files})


def _held_source(source: Input, files: Mapping[str, bytes]) -> Input:
    """A source that is held, whatever its files hold."""
    companions = {name: data for name, data in files.items() if name != source.name}
    return source._replace(
        read=partial(bytes, files[source.name]),
        companions=partial(dict, companions),
        places=NOWHERE,
        path=None,
    )


class _Draft:
    """One state of the files of a source, by name, linted."""

    def __init__(self, linter: Linter, source: Input, files: Mapping[str, bytes]) -> None:
        self.files = files
        source_linter = SourceLinter(linter, _held_source(source, files))
        found = source_linter.outcome()
        self.findings = sorted(found.findings, key=lambda finding: finding.sort_key)
        self.tree = source_linter.locator.tree
        self.places = Counter(map(_place, self.findings))
        self.keys = frozenset(map(_key, self.findings))


def fix_source(linter: Linter, source: Input, unsafe: bool) -> FixedSource:
    """Make the safe fixes of a source, with `unsafe` the others too. OSError where it cannot be read."""
    return _Fixing(linter, source, unsafe).fixed_source()


class _Fixing:
    """The fixing of one source."""

    def __init__(self, linter: Linter, source: Input, unsafe: bool) -> None:
        self.linter = linter
        self.source = source
        self.unsafe = unsafe
        self.before = self.draft = _Draft(linter, source, {source.name: source.read(), **source.companions()})
        self.made: list[Finding] = []
        self.refused: dict[Key, Refused] = {}

    def fixed_source(self) -> FixedSource:
        """The outcome of as many rounds as there is something to do."""
        for _ in range(_ROUNDS):
            chosen = without_overlaps(self._open())
            if not chosen:
                break
            self.made += self._kept(chosen)
        else:
            self._give_up()
        before, after = self.before.files, self.draft.files
        files = tuple(Rewritten(name, data, after[name]) for name, data in before.items())
        return FixedSource(self.source, files, tuple(self.made), tuple(self.refused.values()))

    def _open(self) -> list[Finding]:
        return [
            finding
            for finding in self.draft.findings
            if finding.fix and (finding.fix.safe or self.unsafe) and _key(finding) not in self.refused
        ]

    def _kept(self, candidates: Sequence[Finding]) -> list[Finding]:
        """As many of the candidates as may be, tried together, then by halves; the draft moves on."""
        start = trial = self.draft
        kept: list[Finding] = []
        stack = [_units(candidates)]
        while stack:
            part = stack.pop()
            findings = [finding for unit in part for finding in unit]
            outcome = self._tried(start, [*kept, *findings])
            if isinstance(outcome, _Draft):
                kept, trial = [*kept, *findings], outcome
            elif len(part) == 1:
                self.refused.update((_key(finding), Refused(finding, outcome)) for finding in findings)
            else:
                middle = len(part) // 2
                stack += [part[middle:], part[:middle]]
        self.draft = trial
        return kept

    def _tried(self, draft: _Draft, findings: Sequence[Finding]) -> _Draft | Words:
        """The draft after the fixes of findings, or what is wrong with it."""
        fixes = [finding.fix for finding in findings if finding.fix]
        after = self._rewritten(draft, findings)
        if after is None:
            return Words("改动无法写入文件", "the change cannot be written into the file")
        root = draft.tree.root if draft.tree else None
        if not _same(after.tree.root if after.tree else None, applied(root, fixes)):
            return Words("改动会牵连别处内容", "the change would alter something else")
        new = after.places - draft.places
        if new:
            return Words(f"改后会出现新问题 {min(new)[0]}", f"it would bring a new finding, {min(new)[0]}")
        if any(_key(finding) in after.keys for finding in findings):
            return Words("改后问题仍在", "the finding would remain")
        return after

    def _rewritten(self, draft: _Draft, findings: Sequence[Finding]) -> _Draft | None:
        """The draft with the fixes of findings written, each into the file of its finding; None where one cannot be."""
        by_file: dict[str, list[Fix]] = {}
        for finding in findings:
            if finding.fix:
                by_file.setdefault(finding.location.source, []).append(finding.fix)
        files = dict(draft.files)
        for name, fixes in by_file.items():
            new = rewritten(self.source.extension, files[name], fixes)
            if new is None:
                return None
            files[name] = new
        return _Draft(self.linter, self.source, files)

    def _give_up(self) -> None:
        """Fixes that go on and on are all undone."""
        words = Words("修正没有止境，全部撤回", "the fixes never come to an end; all were undone")
        self.refused.update((_key(finding), Refused(finding, words)) for finding in self.made)
        self.made = []
        self.draft = self.before


def _same(one: Any, other: Any) -> bool:
    """Whether two sources say the same: a text that is empty, as of a cell, may as well be missing."""
    return bool(one == other) or _without_empty(one) == _without_empty(other)


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: kept for key, item in value.items() if (kept := _without_empty(item)) not in (None, "")}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value


def _units(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings that share an edit together: a text that an alias repeats is fixed for all or for none."""
    units: list[list[Finding]] = []
    by_edit: dict[tuple[str, Edit], list[Finding]] = {}
    for finding in findings:
        edits = [(finding.location.source, edit) for edit in finding.fix.edits] if finding.fix else []
        unit = next((by_edit[edit] for edit in edits if edit in by_edit), None)
        if unit is None:
            unit = []
            units.append(unit)
        unit.append(finding)
        by_edit.update((edit, unit) for edit in edits)
    return units


def without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose fixes touch nothing that an earlier one does; the very same edit is no overlap."""
    taken: list[_Span] = []
    chosen = []
    for finding in findings:
        edits = _spans(finding, finding.fix) if finding.fix else []
        if all(_free(edit, taken) for edit in edits):
            chosen.append(finding)
            for edit in edits:
                at = bisect(taken, edit)
                if not (at and taken[at - 1] == edit):
                    taken.insert(at, edit)
    return chosen


def _spans(finding: Finding, fix: Fix) -> list[_Span]:
    """What a fix touches: file or cells, and characters, of which two words may share one."""
    file = finding.location.source
    in_texts = [(str(target.path), edit) for target in fix.targets for edit in target.edits]
    cells = [(edit.region.cell if edit.region else None) or "" for edit in fix.edits]
    placed = [(f"{file}\n{cell}", edit) for cell, edit in zip(cells, fix.edits, strict=True)]
    return [(where, edit.start, edit.end, edit.text) for where, edit in (*placed, *in_texts)]


def _free(edit: _Span, taken: list[_Span]) -> bool:
    """Whether an edit is one of those taken or clear of them; they are sorted and do not overlap."""
    at = bisect(taken, edit)
    before, after = taken[at - 1] if at else None, taken[at] if at < len(taken) else None
    if before == edit:
        return True
    clear = before is None or before[0] != edit[0] or before[2] <= edit[1]
    apart = after is None or after[0] != edit[0] or edit[2] <= after[1]
    same = any(other and other[:2] == edit[:2] for other in (before, after))
    return clear and apart and not same


def _place(finding: Finding) -> tuple[str, str, int, str]:
    rule, file, index, path, message = _key(finding)
    return (rule, file, index, path if finding.record else message)


def _key(finding: Finding) -> Key:
    index = finding.record.index if finding.record else -1
    return (finding.rule, finding.location.source, index, finding.path, finding.message)
