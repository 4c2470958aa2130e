"""Part two of a notice, 存在的问题: findings by five kinds, with counts, authorities and examples.

The kinds are those of 华审改办函〔2021〕3号, part 二; the headings here only name the field, since a draft
does not know beforehand that there is a problem.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from guidelint.finding import Finding
from guidelint.lean.tuples import NamedTuple
from guidelint.report import Report
from guidelint.reporters.causes import record_key
from guidelint.reporters.counts import concerns_set, named
from guidelint.reporters.notice.blocks import Block
from guidelint.reporters.notice.wording import ABSENT, NOBODY, ORDINALS

_BODIES, _EXAMPLES, _TITLES = 5, 3, 5


class Kind(NamedTuple):
    """One kind: its heading and the rules and groups that belong to it."""

    heading: str
    rules: frozenset[str]
    groups: frozenset[str]


KINDS: tuple[Kind, ...] = (
    Kind("承诺办结时限压缩", frozenset({"dataset.compression"}), frozenset({"deadline"})),
    Kind(
        "网上展示信息",
        frozenset(),
        frozenset(
            {"materials", "forms", "legal", "contact", "text", "identity", "fees", "results", "dataset"}
        ),
    ),
    Kind(
        "网上办理深度",
        frozenset({"dataset.depth-share", "dataset.depth-one-count"}),
        frozenset({"depth"}),
    ),
    Kind("业务流程", frozenset({"dataset.run-once"}), frozenset({"process"})),
    Kind("掌上办事项清单", frozenset({"depth.mobile", "dataset.mobile-list"}), frozenset()),
)
"""In the order of a notice. A rule that is named beats its group.

`source` and `suppression` are in none: they are about files and exceptions, not about what a guide says.
"""


def kind_of(rule: str) -> int | None:
    """The index in KINDS of the kind that a rule belongs to, or None."""
    group = rule.partition(".")[0]
    named = (position for position, kind in enumerate(KINDS) if rule in kind.rules)
    grouped = (position for position, kind in enumerate(KINDS) if group in kind.groups)
    return next(named, next(grouped, None))


def problems(report: Report) -> Iterator[Block]:
    """A heading and paragraphs for every kind, even without findings."""
    by_kind: defaultdict[int | None, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_kind[kind_of(finding.rule)].append(finding)
    unevaluated = _unevaluated(report)
    for position, kind in enumerate(KINDS):
        yield Block("subheading", f"（{ORDINALS[position]}）{kind.heading}。")
        yield from _kind(by_kind[position], report)
        if unevaluated[position]:
            yield Block("body", _lacking(unevaluated[position], report))
    if by_kind[None]:
        others = _named(sorted({finding.rule for finding in by_kind[None]}), report)
        count = len(by_kind[None])
        yield Block("body", f"另有 {count} 处属文件读取或例外说明，不在以上五类之内：{others}。")


def _unevaluated(report: Report) -> defaultdict[int | None, list[str]]:
    """The rules that could not be evaluated everywhere, by kind."""
    rules: defaultdict[int | None, list[str]] = defaultdict(list)
    for rule in sorted({entry.rule for entry in report.not_checked}):
        rules[kind_of(rule)].append(rule)
    return rules


def _lacking(rules: Sequence[str], report: Report) -> str:
    return f"{ABSENT}所需的内容或清单，未检查或只检查了一部分：{_named(rules, report)}。"


def _named(rules: Sequence[str], report: Report) -> str:
    """The titles of the first rules, and the total number if there are more."""
    named = (report.rules[rule].title if rule in report.rules else rule for rule in rules[:_TITLES])
    return "".join(f"“{name}”" for name in named) + (f"等 {len(rules)} 项" if len(rules) > _TITLES else "")


def _kind(findings: Sequence[Finding], report: Report) -> Iterator[Block]:
    if not findings:
        yield Block("body", "除基线内的外，未发现此类问题。" if report.baselined else "未发现此类问题。")
        return
    own = [finding for finding in findings if not concerns_set(finding)]
    counts = Counter(named(finding, report).body for finding in own)
    matters = {record_key(finding) for finding in own if finding.record}
    bodies = len(counts) - ("" in counts)
    whole = f"；其中 {len(findings) - len(own)} 处属整体情况，不计入单位" if len(own) < len(findings) else ""
    text = f"共 {len(findings)} 处，涉及办事指南 {len(matters)} 份、单位 {bodies} 个{whole}。{_most(counts)}"
    yield Block("body", text)
    for number, one in enumerate(_examples(findings), 1):
        yield Block("body", f"例{number}：{_example(one, report)}")


def _most(counts: Counter[str]) -> str:
    if not counts:
        return ""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_BODIES]
    return "问题较多的有：" + "、".join(f"{name or NOBODY}（{count} 处）" for name, count in ranked) + "。"


def _examples(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The first finding of each rule, gravest and most frequent rules first."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.rule, finding)
    often = Counter(finding.rule for finding in findings)
    ranked = sorted(first.values(), key=lambda one: (one.severity_rank, -often[one.rule], one.rule))
    yield from ranked[:_EXAMPLES]


def _example(finding: Finding, report: Report) -> str:
    concerned = named(finding, report)
    name = concerned.name or concerned.code
    prefix = f"{concerned.body or NOBODY}“{name}”：" if name else ""
    if concerns_set(finding):
        return f"{concerned.body}：{finding.message}"
    return f"{prefix}{finding.message}（{finding.location.place}）"
