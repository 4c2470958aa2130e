"""Groups findings by common cause, so that a mistake in a template is reported once and not 400 times."""

from __future__ import annotations

from collections import defaultdict

from guidelint.finding import Finding
from guidelint.lean.tuples import NamedTuple
from guidelint.report import RuleInfo
from guidelint.reporters.counts import concerns_set
from guidelint.reporters.words import Words

_LEAST_RECORDS = 5
_LONGEST_SNIPPET = 200

_Key = tuple[str, str, str, str]


class Cause(NamedTuple):
    """Findings with the same rule, severity, and message or text, and the number of guides concerned."""

    findings: tuple[Finding, ...]
    records: int

    @property
    def same(self) -> bool:
        """Whether all its findings have one message."""
        return all(finding.message == self.findings[0].message for finding in self.findings)

    def title(self, rules: dict[str, RuleInfo]) -> str:
        """That message, else the title of the rule where it is known."""
        first = self.findings[0]
        return first.message if self.same or first.rule not in rules else rules[first.rule].title

    def counted(self, words: Words) -> str:
        """How often it stands in how many guides or files, or in the set as one."""
        first = self.findings[0]
        of_guides = words.cause if first.record else words.cause_of_sources
        sentence = words.cause_of_whole if concerns_set(first) else of_guides
        return sentence.format(count=len(self.findings), records=self.records)


def split_causes(findings: tuple[Finding, ...]) -> tuple[list[Cause], list[Finding]]:
    """Causes found in five or more guides, gravest and most frequent first, and all other findings."""
    records: defaultdict[_Key, set[tuple[str, int]]] = defaultdict(set)
    for finding in findings:
        for key in _keys(finding):
            records[key].add(record_key(finding))
    shared: defaultdict[_Key, list[int]] = defaultdict(list)
    single: list[int] = []
    for number, finding in enumerate(findings):
        wide = [key for key in _keys(finding) if len(records[key]) >= _LEAST_RECORDS]
        (shared[wide[0]] if wide else single).append(number)
    causes: list[Cause] = []
    for numbers in shared.values():
        members = tuple(findings[number] for number in numbers)
        count = len(set(map(record_key, members)))
        if count >= _LEAST_RECORDS:
            causes.append(Cause(members, count))
        else:  # most findings of this text belong to a cause by message already
            single.extend(numbers)
    causes.sort(key=lambda cause: (cause.findings[0].severity_rank, -len(cause.findings)))
    return causes, [findings[number] for number in sorted(single)]


def record_key(finding: Finding) -> tuple[str, int]:
    """The guide of a finding as (source, number): -1 for the source itself, no source for the whole set."""
    if concerns_set(finding):
        return "", -1
    return finding.guides, finding.record.index if finding.record else -1


def _keys(finding: Finding) -> list[_Key]:
    """By message first; by the text of the line if that is short enough to be a value."""
    keys: list[_Key] = [(finding.rule, finding.severity, "message", finding.message)]
    if finding.snippet and len(finding.snippet) <= _LONGEST_SNIPPET:
        keys.append((finding.rule, finding.severity, "text", " ".join(finding.snippet.split())))
    return keys
