from __future__ import annotations

import pytest
from report_factory import a_finding, a_report

from guidelint.reporters.github import render
from guidelint.reporters.options import Options


def test_a_finding_is_a_command_with_rule_and_place():
    assert render(a_report(a_finding()), Options(unicode=False)) == (
        "::error title=materials.source-missing,file=guides/a.yaml,line=3,endLine=3,col=5,endColumn=9::"
        "材料“户口簿”没有来源渠道%0A建议：填写来源渠道\n"
    )


@pytest.mark.parametrize(
    ("source", "message", "written"),
    [
        ("a.yaml", "50%", "file=a.yaml,line=1::50%25"),
        ("a.yaml", "一\r\n二", "file=a.yaml,line=1::一%0D%0A二"),
        ("a.yaml", "9:00, 10:00", "file=a.yaml,line=1::9:00, 10:00"),
        ("a.yaml", "%0A", "file=a.yaml,line=1::%250A"),
        ("C:\\a,b.yaml", "m", "file=C%3A\\a%2Cb.yaml,line=1::m"),
        ("100%\n.yaml", "m", "file=100%25%0A.yaml,line=1::m"),
        ("a.yaml", "\x1b[31m::error::x", "file=a.yaml,line=1::␛[31m::error::x"),
        ("办事.yaml", "“全角”：，", "file=办事.yaml,line=1::“全角”：，"),
    ],
)
def test_only_what_github_demands_is_escaped(source, message, written):
    report = a_report(a_finding("r.a", source, (1, 1, 2, 1), message=message, advice=""))
    expected = f"::error title=r.a,{written.replace('line=1', 'line=1,endLine=2')}\n"
    assert render(report, Options()) == expected


def test_columns_are_left_out_where_a_region_has_several_lines():
    text = render(a_report(a_finding(region=(3, 5, 4, 1), message="m", advice="")), Options())
    assert text == "::error title=materials.source-missing,file=guides/a.yaml,line=3,endLine=4::m\n"


def test_a_cell_is_named_in_the_text():
    text = render(
        a_report(a_finding("r.a", "a.xlsx", (12, 7, 12, 8, "S!G12"), message="m", advice="")), Options()
    )
    assert text == "::error title=r.a,file=a.xlsx::[S!G12] m\n"


def test_the_gravest_come_first_in_their_order():
    findings = [
        a_finding(f"r.{number}", severity=severity, message="m", advice="")
        for number, severity in enumerate(["info", "warning", "error", "info", "error"])
    ]
    kinds = [line.split(",")[0] for line in render(a_report(*findings), Options()).splitlines()]
    assert kinds == [
        "::error title=r.2",
        "::error title=r.4",
        "::warning title=r.1",
        "::notice title=r.0",
        "::notice title=r.3",
    ]


def test_fifty_findings_are_all_told():
    lines = render(a_report(*[a_finding()] * 50), Options()).splitlines()
    assert (len(lines), [line for line in lines if line.startswith("::notice")]) == (50, [])


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        (
            "zh",
            "::notice::共 52 处，另有 3 处未列为注释（GitHub 每步每类只显示 10 条、每个作业 50 条）",
        ),
        (
            "en",
            "::notice::3 of 52 findings not annotated (GitHub shows 10 of a kind per step, 50 per job)",
        ),
    ],
)
def test_past_the_cap_the_first_notice_says_how_many_are_left_out(language, notice):
    findings = [a_finding()] * 30 + [a_finding(severity="info")] * 22
    lines = render(a_report(*findings, language=language), Options()).splitlines()
    assert (len(lines), lines[30]) == (50, notice)


def test_no_findings_no_commands():
    assert render(a_report(), Options()) == ""
