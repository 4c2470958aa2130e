from __future__ import annotations

from report_factory import a_finding, a_report

from guidelint.finding import NotChecked, Suppressed
from guidelint.reporters.concise import render
from guidelint.reporters.options import Options

CELL = a_finding(
    "contact.phone-format", "表.xlsx", (12, 7, 12, 8, "事项!G12"), severity="warning", message="m"
)


def test_a_finding_is_a_line_and_a_sentence_sums_up():
    assert render(a_report(a_finding(), CELL), Options()) == (
        "guides/a.yaml:3:5: error materials.source-missing 材料“户口簿”没有来源渠道\n"
        "表.xlsx:事项!G12: warning contact.phone-format m\n"
        "共检查 2 份指南（1 个文件），错误 1，警告 1，提示 0\n"
    )


def test_the_sentence_speaks_english_too():
    assert render(a_report(CELL, language="en"), Options()) == (
        "表.xlsx:事项!G12: warning contact.phone-format m\n"
        "guides checked: 2 (files: 1); errors: 0, warnings: 1, info: 0\n"
    )


def test_quiet_leaves_the_findings_alone():
    assert render(a_report(CELL), Options(quiet=True)) == "表.xlsx:事项!G12: warning contact.phone-format m\n"
    assert render(a_report(), Options(quiet=True)) == ""


def test_a_clean_run_says_so():
    assert render(a_report(), Options()) == "共检查 2 份指南（1 个文件），未发现问题\n"


def test_a_run_without_guides_is_not_called_clean():
    assert render(a_report(records=0), Options()) == "没有检查到任何指南（1 个文件）\n"
    assert render(a_report(records=0, language="en"), Options()) == "no guide was checked (files: 1)\n"


def test_a_message_of_two_lines_stays_one_line():
    text = render(a_report(a_finding(message="一\n二")), Options(quiet=True))
    assert text == "guides/a.yaml:3:5: error materials.source-missing 一␊二\n"


def test_what_a_baseline_accepts_is_not_called_nothing():
    text = render(a_report(baselined=(a_finding(), a_finding())), Options())
    assert text == "共检查 2 份指南（1 个文件），除已知的 2 处外未发现问题\n"


def test_what_was_excused_or_not_checked_is_listed_when_verbose():
    report = a_report(
        suppressed=(Suppressed(CELL, "inSource", "总机"),),
        not_checked=(NotChecked("contact.url", "a", "无网址"), NotChecked("dataset.stale", "", "没有设置")),
    )
    lines = render(report, Options(verbose=True)).splitlines()
    assert lines == [
        "已忽略 1，基线内 0，未检查 2",
        "  已忽略  表.xlsx:事项!G12: contact.phone-format m  (总机)",
        "  未检查  a  contact.url  无网址",
        "  未检查  dataset.stale  没有设置",
        "共检查 2 份指南（1 个文件），未发现问题",
    ]
    assert render(report, Options(verbose=True, quiet=True)) == ""
