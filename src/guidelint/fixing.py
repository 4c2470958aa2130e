"""Fixes carried out on one source: no overlaps, the source linted again, what does harm undone.

A fix stays only if the source then reads the same save for the texts that it names, if its own finding is
gone, and if there is no finding that was not there before. Which ones stay depends on source and rules alone.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence

from guidelint.finding import Edit, Finding, Fix
from guidelint.fixes.offer import applied
from guidelint.inputs import Input
from guidelint.linter import Linter
from guidelint.passage import Passage
from guidelint.rewriting import rewritten
from guidelint.rule import Words
from guidelint.tuples import NamedTuple

_ROUNDS = 20
"""So often is a source mended again: a fix may lay open what another rule can fix."""

Key = tuple[str, int, str, str]
"""Rule, index of the record (-1 for the source), path and message: which finding is meant, fixes apart."""

_Stretch = tuple[str, int, int, str]
"""Cell or path of a text (empty for the source), start, end and new text of an edit."""


class Refused(NamedTuple):
    """A fix that was not made, and why."""

    finding: Finding
    reason: Words


class Mended(NamedTuple):
    """A source before and after its fixes, those that were made in order, and those that were not."""

    source: Input
    before: bytes
    after: bytes
    made: tuple[Finding, ...]
    refused: tuple[Refused, ...]


class _Draft:
    """One state of a source, linted."""

    def __init__(self, linter: Linter, source: Input, data: bytes) -> None:
        self.data = data
        passage = Passage(linter, source._replace(read=lambda: data, path=None))
        found = passage.outcome()
        self.findings = sorted(found.findings, key=lambda finding: finding.sort_key)
        self.tree = passage.locator.tree
        self.places = Counter(map(_place, self.findings))
        self.keys = frozenset(map(_key, self.findings))


def mend(linter: Linter, source: Input, unsafe: bool) -> Mended:
    """Make the safe fixes of a source, with `unsafe` the others too. OSError where it cannot be read."""
    data = source.read()
    return _Work(linter, source, data, unsafe).mended()


class _Work:
    """The fixing of one source."""

    def __init__(self, linter: Linter, source: Input, data: bytes, unsafe: bool) -> None:
        self.linter = linter
        self.source = source
        self.unsafe = unsafe
        self.before = data
        self.draft = _Draft(linter, source, data)
        self.made: list[Finding] = []
        self.refused: dict[Key, Refused] = {}

    def mended(self) -> Mended:
        """The outcome of as many rounds as there is something to do."""
        for _ in range(_ROUNDS):
            chosen = without_overlaps(self._open())
            if not chosen:
                break
            self.made += self._kept(chosen)
        else:
            self._give_up()
        return Mended(
            self.source, self.before, self.draft.data, tuple(self.made), tuple(self.refused.values())
        )

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
        data = rewritten(self.source, draft.data, fixes)
        if data is None:
            return Words("改动无法写入文件", "the change cannot be written into the file")
        after = _Draft(self.linter, self.source, data)
        root = draft.tree.root if draft.tree else None
        if (after.tree.root if after.tree else None) != applied(root, fixes):
            return Words("改动会牵连别处内容", "the change would alter something else")
        new = after.places - draft.places
        if new:
            return Words(f"改后会出现新问题 {min(new)[0]}", f"it would bring a new finding, {min(new)[0]}")
        if any(_key(finding) in after.keys for finding in findings):
            return Words("改后问题仍在", "the finding would remain")
        return after

    def _give_up(self) -> None:
        """Fixes that go on and on are all undone."""
        words = Words("修正没有止境，全部撤回", "the fixes never come to an end; all were undone")
        self.refused.update((_key(finding), Refused(finding, words)) for finding in self.made)
        self.made = []
        self.draft = _Draft(self.linter, self.source, self.before)


def _units(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings that share an edit together: a text that an alias repeats is mended for all or for none."""
    units: list[list[Finding]] = []
    by_edit: dict[Edit, list[Finding]] = {}
    for finding in findings:
        edits = finding.fix.edits if finding.fix else ()
        unit = next((by_edit[edit] for edit in edits if edit in by_edit), None)
        if unit is None:
            unit = []
            units.append(unit)
        unit.append(finding)
        by_edit.update((edit, unit) for edit in edits)
    return units


def without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose fixes touch nothing that an earlier one does; the very same edit is no overlap."""
    taken: list[_Stretch] = []
    chosen = []
    for finding in findings:
        edits = _stretches(finding.fix) if finding.fix else []
        if all(_free(edit, taken) for edit in edits):
            chosen.append(finding)
            for edit in edits:
                at = bisect(taken, edit)
                if not (at and taken[at - 1] == edit):
                    taken.insert(at, edit)
    return chosen


def _stretches(fix: Fix) -> list[_Stretch]:
    """What a fix touches: of the source or its cells, and of the texts, where two words may share a sign."""
    said = [(str(target.path), edit) for target in fix.targets for edit in target.edits]
    placed = [((edit.region.cell if edit.region else None) or "", edit) for edit in fix.edits]
    return [(where, edit.start, edit.end, edit.text) for where, edit in (*placed, *said)]


def _free(edit: _Stretch, taken: list[_Stretch]) -> bool:
    """Whether an edit is one of those taken or clear of them; they are sorted and do not overlap."""
    at = bisect(taken, edit)
    before, after = taken[at - 1] if at else None, taken[at] if at < len(taken) else None
    if before == edit:
        return True
    clear = before is None or before[0] != edit[0] or before[2] <= edit[1]
    apart = after is None or after[0] != edit[0] or edit[2] <= after[1]
    same = any(other and other[:2] == edit[:2] for other in (before, after))
    return clear and apart and not same


def _place(finding: Finding) -> tuple[str, int, str]:
    return _key(finding)[:3] if finding.record else (finding.rule, -1, finding.message)


def _key(finding: Finding) -> Key:
    index = finding.record.index if finding.record else -1
    return (finding.rule, index, finding.path, finding.message)
