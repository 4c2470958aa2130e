"""Exceptions in the record, in a comment and in the config, each effective only with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guidelint.cli import main
from guidelint.config.settings import IgnoreFindings
from guidelint.finding import Finding, Location, RecordRef
from guidelint.location import Region
from guidelint.report import Report
from guidelint.suppressions.matcher import SuppressionMatcher, apply
from guidelint.suppressions.suppression import Suppression
from linting import lint, lint_text, make_rules, rule_text, short, source

RULES = make_rules(
    rule_text("identity.name-missing", "$.name", "{kind: required, placeholders: true}"),
    rule_text("contact.hours-missing", "$.hours", "{kind: required}"),
    rule_text("materials.source-missing", '"$.materials[*].source"', "{kind: required}"),
    rule_text("materials.type-missing", '"$.materials[*].type"', "{kind: required}"),
)
TWO = """\
name: 取水许可
hours: 工作日
materials:
  - name: 甲
    type: 其他
  - name: 乙
    type: 其他
"""


def check(text: str, **config: Any) -> Report:
    return lint_text(text, rules=RULES, **config)


def excused(report: Report) -> list[tuple[str, str, str, str]]:
    return [(s.finding.rule, s.finding.path, s.kind, s.justification) for s in report.suppressed]


def in_record(*entries: str) -> str:
    return TWO + "guidelint_ignore:\n" + "".join(f"  - {entry}\n" for entry in entries)


def comment(text: str, line: int, own: bool) -> str:
    lines = TWO.splitlines()
    if own:
        lines[line - 1] += f"  # {text}"
    else:
        indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
        lines.insert(line - 1, " " * indent + f"# {text}")
    return "\n".join(lines) + "\n"


BOTH = [("materials.source-missing", 4, 5), ("materials.source-missing", 6, 5)]


def test_nothing_is_excused_unless_stated() -> None:
    assert short(check(TWO)) == BOTH


def test_an_entry_of_the_record_covers_the_whole_record() -> None:
    report = check(in_record("{rule: materials.source-missing, reason: 系统未提供}"))
    assert short(report) == []
    assert excused(report) == [
        ("materials.source-missing", "$.materials[0].source", "inSource", "系统未提供"),
        ("materials.source-missing", "$.materials[1].source", "inSource", "系统未提供"),
    ]


@pytest.mark.parametrize("path", ["$.materials[1]", "$.materials[1].source"])
def test_a_path_covers_what_is_under_it(path: str) -> None:
    report = check(in_record(f"{{rule: materials.source-missing, path: '{path}', reason: 系统未提供}}"))
    assert short(report) == BOTH[:1]


def test_a_path_covers_no_neighbour_whose_name_begins_alike() -> None:
    report = check(
        in_record("{rule: materials.source-missing, path: '$.materials[1].sour', reason: 系统未提供}")
    )
    assert short(report) == [*BOTH, ("suppression.unused", 9, 6)]


def test_a_path_that_is_none_excuses_nothing() -> None:
    report = check(in_record("{rule: materials.source-missing, path: materials, reason: 系统未提供}"))
    assert short(report) == [*BOTH, ("suppression.unused", 9, 6)]


@pytest.mark.parametrize("rule", ["materials", "materials.source-missing", "materials.*"])
def test_a_group_or_a_pattern_may_be_named(rule: str) -> None:
    assert short(check(in_record(f"{{rule: {rule}, reason: 系统未提供}}"))) == []


def test_an_entry_of_one_record_leaves_the_others_alone() -> None:
    text = (
        "- {name: '', hours: 9, guidelint_ignore: [{rule: identity, reason: 试用}]}\n- {name: '', hours: 9}\n"
    )
    assert short(check(text)) == [("identity.name-missing", 2, 10)]


@pytest.mark.parametrize("line", [4, 6])
def test_a_comment_behind_a_line_covers_that_line(line: int) -> None:
    report = check(comment("guidelint: ignore[materials.source-missing] 系统未提供", line, own=True))
    assert short(report) == [place for place in BOTH if place[1] != line]
    assert [entry.kind for entry in report.suppressed] == ["inSource"]


def test_a_comment_alone_covers_the_element_below() -> None:
    report = check(comment("guidelint: ignore[materials.source-missing] 系统未提供", 6, own=False))
    assert short(report) == BOTH[:1]


def test_a_comment_alone_covers_the_whole_node_below() -> None:
    report = check(comment("guidelint: ignore[materials.source-missing] 系统未提供", 3, own=False))
    assert short(report) == []
    assert len(report.suppressed) == 2


def test_a_comment_may_name_several_rules() -> None:
    text = "name: '' # guidelint: ignore[identity.name-missing, contact] 试用\ncode: x\n"
    assert short(check(text)) == []


@pytest.mark.parametrize("text", ["guidelint：ignore[{}] 试用", "guidelint: ignore【{}，contact】试用"])
def test_the_signs_of_a_chinese_keyboard_are_as_good(text: str) -> None:
    text = f"name: '' # {text.format('identity.name-missing')}\nhours: 9\n"
    assert [f.rule for f in check(text).findings if f.rule != "suppression.unused"] == []


def test_a_comment_behind_the_sign_of_a_block_covers_the_block() -> None:
    text = "name: >- # guidelint: ignore[identity.name-length] 原文如此\n  {}\nhours: 9\n"
    rules = make_rules(rule_text("identity.name-length", "$.name", "{kind: length, max: 3}"))
    assert short(lint_text(text.format("取水许可"), rules=rules)) == []
    assert short(lint_text(text.format("取水"), rules=rules)) == [("suppression.unused", 1, 1)]


def test_a_comment_that_covers_another_line_is_unused() -> None:
    report = check(comment("guidelint: ignore[materials.source-missing] 系统未提供", 2, own=True))
    assert short(report) == [("suppression.unused", 2, 1), *BOTH]


def test_json_has_no_comments_but_entries_of_the_record() -> None:
    text = '{"name": "", "hours": "9", "guidelint_ignore": [{"rule": "identity", "reason": "试用"}]}'
    report = lint_text(text, "a.json", rules=RULES)
    assert (short(report), len(report.suppressed)) == ([], 1)


@pytest.mark.parametrize("where", ["a.yaml", "*.yaml", "A1", "*"])
def test_the_config_names_a_file_a_glob_or_a_code(where: str) -> None:
    entry = IgnoreFindings("materials.source-missing", where, "系统未提供")
    report = check(TWO + "code: A1\n", ignore_findings=(entry,))
    assert short(report) == []
    assert {suppressed.kind for suppressed in report.suppressed} == {"external"}


def test_the_config_is_told_of_an_entry_that_excused_nothing_only_where_it_was_met() -> None:
    entry = IgnoreFindings("identity", "a.yaml", "试用")
    assert [f.location.source for f in check(TWO, ignore_findings=(entry,)).findings][2:] == [
        "guidelint.yaml"
    ]
    elsewhere = IgnoreFindings("identity", "b.yaml", "试用")
    assert short(check(TWO, ignore_findings=(elsewhere,))) == BOTH


def test_an_entry_of_the_config_used_in_one_source_is_not_unused_in_another() -> None:
    entry = IgnoreFindings("materials.source-missing", "*.yaml", "系统未提供")
    sources = (source("a.yaml", TWO), source("b.yaml", "name: 一\nhours: 9\n"))
    assert short(lint(*sources, rules=RULES, ignore_findings=(entry,))) == []


@pytest.mark.parametrize(
    "text",
    [
        in_record("{rule: materials.source-missing}"),
        in_record("{rule: materials.source-missing, reason: ' '}"),
        in_record("{rule: materials.source-missing, reason: 无}"),
        in_record("{rule: materials.source-missing, reason: 待补充}"),
        comment("guidelint: ignore[materials.source-missing]", 3, own=False),
        comment("guidelint: ignore[materials.source-missing]  ", 6, own=True),
        comment("guidelint: ignore [materials.source-missing]", 6, own=True),
    ],
)
def test_without_a_reason_it_has_no_effect_and_is_told(text: str) -> None:
    report = check(text)
    rules = [finding.rule for finding in report.findings]
    assert sorted(rules) == ["materials.source-missing", "materials.source-missing", "suppression.no-reason"]
    assert report.suppressed == ()


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{rule: identity, path: $.name}", "忽略规则“identity”没有写理由，不起作用"),
        ("{path: $.name, reason: 试用}", "忽略没有写规则，不起作用"),
        ("{path: $.name}", "忽略没有写规则和理由，不起作用"),
    ],
)
def test_what_an_exception_does_not_say_is_told(entry: str, told: str) -> None:
    last = check(in_record(entry)).findings[-1]
    assert (last.rule, last.message) == ("suppression.no-reason", told)


def test_the_config_without_a_reason_has_no_effect_and_is_told() -> None:
    report = check(TWO, ignore_findings=(IgnoreFindings("materials", "*"),))
    assert [(f.rule, f.location.source) for f in report.findings][2:] == [
        ("suppression.no-reason", "guidelint.yaml")
    ]


def test_an_exception_of_a_rule_that_did_not_run_is_not_unused() -> None:
    text = in_record("{rule: identity.name-missing, reason: 试用}")
    assert short(check(text)) == [*BOTH, ("suppression.unused", 9, 6)]
    assert short(check(text, ignore=("identity",))) == BOTH
    assert short(check(text, select=("materials",))) == BOTH


@pytest.mark.parametrize(
    ("until", "rules"),
    [
        ("2026-01-01", []),
        ("2026-01-02", []),
        ("2025-12-31", ["materials.source-missing", "materials.source-missing", "suppression.expired"]),
        ("明年", ["materials.source-missing", "materials.source-missing", "suppression.expired"]),
        ("2099-13-01", ["materials.source-missing", "materials.source-missing", "suppression.expired"]),
        ("2026-1-5", ["materials.source-missing", "materials.source-missing", "suppression.expired"]),
    ],
)
def test_its_last_day_is_included_and_afterwards_it_is_told(until: str, rules: list[str]) -> None:
    text = in_record(f"{{rule: materials.source-missing, reason: 系统未提供, until: {until}}}")
    assert [finding.rule for finding in check(text).findings] == rules
    entry = IgnoreFindings("materials.source-missing", "*", "系统未提供", until)
    assert sorted(finding.rule for finding in check(TWO, ignore_findings=(entry,)).findings) == rules


def test_a_day_in_another_form_is_told_as_none() -> None:
    text = in_record("{rule: materials.source-missing, reason: 系统未提供, until: 2026年12月1日}")
    (told,) = [f.message for f in check(text).findings if f.rule == "suppression.expired"]
    assert (
        told == "忽略规则“materials.source-missing”的期限“2026年12月1日”不是 YYYY-MM-DD 形式的日期，不起作用"
    )


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("materials.sorce-missing", "：没有这条规则，是否应为“materials.source-missing”"),
        ("来源", "：没有这条规则"),
        ("materials.our-own", None),
        ("materials.ours-*", None),
    ],
)
def test_the_name_of_no_rule_is_told_unless_others_may_have_it(rule: str, told: str | None) -> None:
    text = in_record(f"{{rule: {rule}, reason: 系统未提供}}")
    messages = [f.message for f in check(text).findings if f.rule == "suppression.unused"]
    assert messages == ([] if told is None else [f"忽略规则“{rule}”没有对应的问题{told}"])


def test_unreadable_and_broken_sources_cannot_be_excused() -> None:
    entries = tuple(
        IgnoreFindings(rule, "*", "试用") for rule in ("source", "source.unreadable", "source.syntax")
    )
    report = lint(
        source("a.yaml", ""), source("b.yaml", "a: b: c"), source("c.qq", "x"), ignore_findings=entries
    )
    assert [f.rule for f in report.findings] == ["source.unreadable", "source.syntax"]
    assert [s.finding.rule for s in report.suppressed] == ["source.unsupported"]


def test_unreadable_and_broken_sources_cannot_be_ignored() -> None:
    report = lint(source("a.yaml", ""), source("b.yaml", "a: b: c"), source("c.qq", "x"), ignore=("source",))
    assert [f.rule for f in report.findings] == ["source.unreadable", "source.syntax"]


def test_a_finding_of_the_source_may_be_excused_by_a_comment() -> None:
    assert short(check("name: 一\nhours: 9\nfoo: 1 # guidelint: ignore[source.unknown-key] 本地字段\n")) == []


def _finding(line: int, record: int | None, path: str, rule: str = "text.term") -> Finding:
    own = None if record is None else RecordRef(f"A{record}", "名", None, record)
    where = Location("a.yaml", Region(line, 1, line, 2))
    return Finding(rule=rule, severity="error", message="", advice="", path=path, record=own, location=where,
                   fingerprint="", basis=(), matter="")  # fmt: skip


_STATED = st.lists(
    st.builds(
        lambda kind, line, length, record, rule: Suppression(
            rule, f"{kind}{line}{record}", None, "inSource",
            record=record if kind == "record" else None,
            path=("hours",) if record == 1 else (),
            lines=(line, line + length) if kind == "lines" else None,
            where=["A1", "A2", "a.*", "a.yaml"][record] if kind == "where" else "",
        ),
        st.sampled_from(["record", "lines", "where"]),
        st.integers(1, 6),
        st.sampled_from([0, 2, 500]),
        st.integers(0, 3),
        st.sampled_from(["text.term", "text", "*", "text.*", "hours.x"]),
    ),
    max_size=8,
)  # fmt: skip


_LONG = [
    Suppression("text.term", f"从{line}行起", None, "inSource", lines=(line, line + 500)) for line in (6, 1)
]


@given(stated=_STATED)
@example(stated=_LONG)
def test_the_first_exception_that_covers_a_finding_excuses_it(stated: list[Suppression]) -> None:
    findings = [
        _finding(line, record, path)
        for line in (1, 3, 9)
        for record in (None, 0, 1, 2)
        for path in ("$", "$.hours")
    ]
    kept, excused, used = apply(findings, [SuppressionMatcher(stated, "2026-01-01")])
    first = [next((s for s in stated if s.covers(finding)), None) for finding in findings]
    assert kept == [finding for finding, by in zip(findings, first, strict=True) if by is None]
    assert [entry.justification for entry in excused] == [by.reason for by in first if by is not None]
    assert used == {by for by in first if by is not None}


def test_the_ground_of_a_rule_about_exceptions_speaks_of_exceptions() -> None:
    (told,) = [
        f for f in check(in_record("{rule: materials.*}")).findings if f.rule.startswith("suppression.")
    ]
    assert (told.basis[0].reason or "").startswith("例外要有人负责")


def test_an_unknown_key_that_is_no_name_beside_an_exception(tmp_path: Path) -> None:
    """Found by fuzzing: the path of the finding on `.ame` is none of ours."""
    guide = tmp_path / "a.yaml"
    guide.write_text(
        ".ame: 甲\nname: 取水许可\nmaterials:\n- name: 表 # guidelint: ignore[materials.source-missing] 样例\n",
        "utf-8",
    )
    book = tmp_path / "a.xlsx"
    assert main(["check", str(guide), "--format", "concise", "-o", f"xlsx={book}", "--no-cache"]) == 1
    assert book.exists()
