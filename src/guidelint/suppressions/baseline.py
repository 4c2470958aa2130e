"""The baseline: accepted findings, one sorted line each, by fingerprint; the list shrinks and never grows by
itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from guidelint.errors import DefinitionError, Mistake
from guidelint.finding import Finding, Location
from guidelint.fingerprint import fingerprint, split_known
from guidelint.lean.structs import Struct, fresh, replace
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Region
from guidelint.report import Report
from guidelint.rule.builtin import SOURCE_RULES

_LINE = re.compile(r"(?P<fingerprint>[0-9a-f]{16}) (?P<rule>\S+) (?P<matter>.+)")
_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPELT = re.compile(r"\\u(000[a-d]|001[c-e]|0085|2028|2029)")
"""Where lines end: in the name of a file these are spelt, so that an entry is a line."""
_HEAD = "# guidelint baseline: accepted findings, one a line (fingerprint, rule, matter); equal lines count"
_OVER = "# over: "
"""Before the path of what the findings were looked for in, from the file's folder."""
_SAME_CODE = "dataset.duplicate-code"
"""The rule whose entries say that another guide goes by the code of a matter."""


class Entry(NamedTuple):
    """One accepted finding; rule and matter are for people, and to detect stale entries."""

    fingerprint: str
    rule: str
    matter: str

    def __str__(self) -> str:
        return _BREAK.sub(lambda found: f"\\u{ord(found[0]):04x}", " ".join(self))


class Baseline(Struct):
    """A baseline file: its name, its leading comments (why it was accepted), and its entries with their
    lines.

    `over` are the files and folders in which the findings were found, relative to the file's folder.
    """

    file: str
    comments: tuple[str, ...] = ()
    entries: tuple[tuple[int, Entry], ...] = ()
    over: tuple[str, ...] = ()

    def counts(self) -> Counter[str]:
        """How often each fingerprint is accepted."""
        return Counter(entry.fingerprint for _, entry in self.entries)

    def of_several(self) -> frozenset[str]:
        """The matters to which several guides may refer: their code is duplicated, or two entries are equal."""
        counts = Counter(entry for _, entry in self.entries)
        return frozenset(
            entry.matter for entry, count in counts.items() if count > 1 or entry.rule == _SAME_CODE
        )


class Coverage(Struct):
    """What a run covered, to determine what no longer exists.

    `matters` are guides and sources by the rules evaluated on them, `of_set` the cross-record rules
    evaluated; `whole`: the run covered everything that the baseline is over.
    """

    matters: Mapping[frozenset[str], Collection[str]] = fresh(default_factory=dict)
    of_set: frozenset[str] = frozenset()
    whole: bool = False

    def would_report(self, entry: Entry) -> bool:
        """Whether the run would have found a finding like this one."""
        if entry.rule in self.of_set:
            return self.whole
        known_on = [matters for rules, matters in self.matters.items() if entry.rule in rules]
        if any(entry.matter in matters for matters in known_on):
            return True
        gone = self.whole and not any(entry.matter in matters for matters in self.matters.values())
        return gone and (bool(known_on) or entry.rule in SOURCE_RULES)


class Sorted(NamedTuple):
    """Findings compared with a baseline: new ones, accepted ones, and entries without a finding.

    The latter are stale, or the run could not judge them.
    """

    new: list[Finding]
    accepted: list[Finding]
    stale: list[tuple[int, Entry]]
    unjudged: list[tuple[int, Entry]]


def parse(file: str, text: str) -> Baseline:
    """Parse a baseline; DefinitionError with every invalid line."""
    comments, over, entries, mistakes = [], [], [], []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(_OVER):
            over.append(line.removeprefix(_OVER))
            continue
        if line.startswith("#"):
            comments.append(line)
            continue
        match = _LINE.fullmatch(line)
        if match:
            matter = _SPELT.sub(lambda found: chr(int(found[1], 16)), match["matter"])
            entries.append((number, Entry(match["fingerprint"], match["rule"], matter)))
        elif line.strip():
            mistakes.append(
                Mistake(file, number, 1, f"not an entry (fingerprint, rule, matter): {line[:60]!r}")
            )
    if mistakes:
        raise DefinitionError(mistakes)
    return Baseline(file, tuple(comments), tuple(entries), tuple(over))


def against(findings: Iterable[Finding], baseline: Baseline, coverage: Coverage) -> Sorted:
    """Compare findings with a baseline, equal ones by their count; `coverage` is what the run covered.

    If several guides refer to one matter, an incomplete run may have missed the guide that an entry is about.
    """
    new, accepted, left = split_known(findings, baseline.counts())
    unmet = _unmet(baseline, left)
    elsewhere = baseline.of_several() if unmet and not coverage.whole else frozenset()
    judged = [coverage.would_report(entry) and entry.matter not in elsewhere for _, entry in unmet]
    stale, unjudged = (
        [each for each, known in zip(unmet, judged, strict=True) if known is wanted]
        for wanted in (True, False)
    )
    return Sorted(new, accepted, stale, unjudged)


def _unmet(baseline: Baseline, left: Counter[str]) -> list[tuple[int, Entry]]:
    """The entries for which too few findings exist; of equal ones the last."""
    _, unmet, _ = split_known(reversed(baseline.entries), left, lambda numbered: numbered[1].fingerprint)
    return unmet[::-1]


def render(entries: Iterable[Entry], comments: Sequence[str] = (), over: Iterable[str] = ()) -> str:
    """A baseline file: comments, then one sorted line per entry."""
    head = [*(comments or [_HEAD]), *sorted(f"{_OVER}{path}" for path in over)]
    return "\n".join([*head, *sorted(map(str, entries))]) + "\n"


def entry_of(finding: Finding) -> Entry:
    """The line of a finding."""
    return Entry(finding.fingerprint, finding.rule, finding.matter)


def with_baseline(report: Report, baseline: Baseline, whole: bool) -> Report:
    """The report with accepted findings set apart, and an error for every stale entry.

    `whole`: the run saw everything that the baseline is over, so an entry of a guide that it did not see is stale too.
    """
    outcome = against(report.findings, baseline, coverage_of(report, whole))
    stale = [_stale(baseline.file, line, entry, report.language) for line, entry in outcome.stale]
    findings = sorted([*outcome.new, *stale], key=lambda finding: finding.sort_key)
    return replace(report, findings=tuple(findings), baselined=tuple(outcome.accepted))


def coverage_of(report: Report, whole: bool) -> Coverage:
    """What the run of a report saw; a source that could not be read may hold what it did not see."""
    complete = not report.interrupted and not report.tally.unread
    return Coverage(report.matters, report.of_set, whole and complete)


def without_known(report: Report, known: Counter[str]) -> Report:
    """The report without findings that were there before, equal ones by their number; nothing goes stale."""
    new, old, _ = split_known(report.findings, known)
    return replace(report, findings=tuple(new), baselined=(*report.baselined, *old))


def _stale(file: str, line: int, entry: Entry, language: str) -> Finding:
    rule = SOURCE_RULES["baseline.stale"]
    args = {"key": entry.rule, "matter": entry.matter}
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=rule.message.in_language(language).format_map(args),
        advice=rule.advice.in_language(language),
        path="$",
        record=None,
        location=Location(file, Region(line, 1, line, 1)),
        fingerprint=fingerprint(rule.id, None, file, (), str(entry)),
        basis=rule.basis,
        snippet=str(entry),
        matter=entry.matter,
    )
