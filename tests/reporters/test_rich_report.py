from __future__ import annotations

from report_factory import ID_CARD, a_finding, a_report
from rich.text import Text

from guidelint.finding import Basis, Edit, Fix, Location, NotChecked, RecordRef, Related, Suppressed
from guidelint.location import Region
from guidelint.report import RuleInfo
from guidelint.reporters.options import Options
from guidelint.reporters.terminal.report import render

UNREAD = a_finding(
    "source.encoding",
    region=(1, 1, 1, 1),
    record=None,
    severity="warning",
    message="文件不是 UTF-8 编码",
    advice="另存为 UTF-8",
    basis=(Basis(None, reason="多数平台以 UTF-8 读取"),),
    snippet="",
)


def many(count, **fields):
    return [
        a_finding(
            "contact.phone-missing",
            f"g/{number}.yaml",
            (2, 1, 2, 5),
            **(
                {
                    "message": "没有咨询电话",
                    "advice": "填写电话",
                    "basis": (),
                    "snippet": "",
                    "record": RecordRef(None, f"事项{number}", f"局{number:02}", 0),
                }
                | fields
            ),
        )
        for number in range(count)
    ]


def test_a_small_report_is_told_whole():
    assert render(a_report(a_finding(), UNREAD), Options()) == (
        "guides/a.yaml\n"
        "  ▲ 警告 source.encoding  文件不是 UTF-8 编码\n"
        "      guides/a.yaml:1:1  $.materials[0].source\n"
        "      依据：多数平台以 UTF-8 读取\n"
        "      建议：另存为 UTF-8\n"
        "\n"
        "身份证办理（市公安局）  guides/a.yaml\n"
        "  ✖ 错误 materials.source-missing  材料“户口簿”没有来源渠道\n"
        "      guides/a.yaml:3:5  $.materials[0].source\n"
        "      3 │   - name: 户口簿\n"
        "        │     ^^^^\n"
        "      依据：GB/T 39554.1-2020 表 5\n"
        "      建议：填写来源渠道\n"
        "\n"
        "汇总\n"
        "  按严重程度  错误 1  警告 1  提示 0\n"
        "  按类别                  合计    错误    警告    提示\n"
        "  申请材料 materials         1       1       0       0\n"
        "  文件 source                1       0       1       0\n"
        "  按实施主体              合计    错误    警告    提示\n"
        "  （未注明实施主体）         1       0       1       0\n"
        "  市公安局                   1       1       0       0\n"
        "\n"
        "共检查 2 份指南（1 个文件），错误 1，警告 1，提示 0\n"
    )


def test_a_small_report_in_english_and_ascii():
    finding = a_finding(message="no source", advice="give it", severity="info")
    text = render(a_report(finding, language="en"), Options(unicode=False))
    assert text == (
        "身份证办理 (市公安局)  guides/a.yaml\n"
        "  i info materials.source-missing  no source\n"
        "      guides/a.yaml:3:5  $.materials[0].source\n"
        "      3 |   - name: 户口簿\n"
        "        |     ^^^^\n"
        "      basis: GB/T 39554.1-2020 表 5\n"
        "      advice: give it\n"
        "\n"
        "Summary\n"
        "  by severity  error 0  warning 0  info 1\n"
        "  by group      total   error  warning    info\n"
        "  materials         1       0        0       1\n"
        "  by authority     total   error  warning    info\n"
        "  市公安局             1       0        0       1\n"
        "\n"
        "guides checked: 2 (files: 1); errors: 0, warnings: 0, info: 1\n"
    )


def test_a_clean_run_is_one_clear_sentence():
    assert render(a_report(), Options()) == "✔ 共检查 2 份指南（1 个文件），未发现问题\n"
    assert render(a_report(), Options(unicode=False)) == "OK 共检查 2 份指南（1 个文件），未发现问题\n"
    assert render(a_report(records=0), Options()) == "没有检查到任何指南（1 个文件）\n"


def test_quiet_tells_findings_only():
    assert render(a_report(), Options(quiet=True)) == ""
    assert render(a_report(UNREAD), Options(quiet=True)).splitlines()[-2:] == ["      建议：另存为 UTF-8", ""]


def test_a_guide_is_called_by_its_code_or_number_where_it_has_no_name():
    records = [RecordRef("A9", None, None, 0), RecordRef(None, "", None, 1)]
    findings = [a_finding(record=record) for record in records]
    heads = [line for line in render(a_report(*findings), Options()).splitlines() if "  guides" in line]
    assert heads == [
        "A9  guides/a.yaml",
        "      guides/a.yaml:3:5  $.materials[0].source",
        "第 2 份指南（无名称）  guides/a.yaml",
        "      guides/a.yaml:3:5  $.materials[0].source",
    ]


def test_markup_in_a_guide_is_text():
    hostile = "[bold]粗[/bold] [link=x]:smile: [/]"
    record = RecordRef(None, hostile, hostile, 0)
    finding = a_finding(message=hostile, advice=hostile, snippet=hostile, record=record, basis=())
    for color in (True, False):
        text = Text.from_ansi(render(a_report(finding), Options(width=200, color=color))).plain
        assert text.count(hostile) == 6


def test_colour_only_where_asked_for(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    plain = render(a_report(a_finding()), Options())
    monkeypatch.setenv("NO_COLOR", "1")
    colored = render(a_report(a_finding()), Options(color=True))
    assert "\x1b" not in plain
    assert "\x1b[1;31m✖ 错误 \x1b[0m" in colored
    assert Text.from_ansi(colored).plain.rstrip() == plain.rstrip()


def test_a_cause_shared_by_five_guides_is_one_entry():
    text = render(a_report(*many(5)), Options())
    assert text[: text.index("汇总")] == (
        "多份指南的共同问题\n"
        "  ✖ 错误 contact.phone-missing  没有咨询电话 [5 处，涉及 5 份指南]\n"
        "      g/0.yaml:2:1  事项0\n"
        "      g/1.yaml:2:1  事项1\n"
        "      g/2.yaml:2:1  事项2\n"
        "      另有 2 处\n"
        "      建议：填写电话\n"
        "\n"
    )


def test_verbose_shows_all_places_of_a_cause():
    text = render(a_report(*many(5)), Options(verbose=True))
    assert "      g/4.yaml:2:1  事项4\n      建议：填写电话\n" in text
    assert "另有" not in text


def test_a_cause_with_several_messages_is_called_by_the_rules_title():
    findings = [
        a_finding(
            message=f"m{number}", record=RecordRef("A1", "身份证办理", None, number), basis=(), advice=""
        )
        for number in range(5)
    ]
    rule = findings[0].rule
    info = RuleInfo(rule, "材料应有来源渠道", "error", "standard", "0.1", (), "", "")
    text = render(a_report(*findings, rules={rule: info}), Options())
    assert text[: text.index("\n      另有")] == (
        "多份指南的共同问题\n"
        "  ✖ 错误 materials.source-missing  材料应有来源渠道 [5 处，涉及 5 份指南]\n"
        "      guides/a.yaml:3:5  身份证办理  m0\n"
        "      guides/a.yaml:3:5  身份证办理  m1\n"
        "      guides/a.yaml:3:5  身份证办理  m2"
    )


def test_a_cause_of_whole_sources_counts_files():
    text = render(a_report(*many(6, record=None)), Options())
    assert "[6 处，涉及 6 个文件]\n      g/0.yaml:2:1\n" in text


def test_authorities_after_the_tenth_are_summed():
    text = render(a_report(*many(13), a_finding()), Options())
    table = text[text.index("  按实施主体") :].splitlines()[1:12]
    assert [row.split() for row in table[-2:]] == [
        ["局09", "1", "1", "0", "0"],
        ["其余", "4", "个实施主体", "4", "4", "0", "0"],
    ]


def test_a_long_authority_is_cut_in_the_table():
    finding = a_finding(record=RecordRef(None, "n", "局" * 30, 0))
    assert "  " + "局" * 19 + "…    " in render(a_report(finding), Options())


def test_fixes_and_related_places_are_told():
    elsewhere = Location("b.yaml", Region(7, 1, 7, 2))
    related = (Related("$.name", ID_CARD, elsewhere, "同名"), Related("$.code", ID_CARD, None, ""))
    fix = Fix("补上空格", True, (Edit(0, 0, " "),))
    safe = render(a_report(a_finding(fix=fix, related=related)), Options())
    unsafe = render(a_report(a_finding(fix=fix._replace(safe=False), related=related * 2)), Options())
    assert "      另见：b.yaml:7:1  身份证办理  同名\n      另见：$.code  身份证办理\n      依据" in safe
    assert "      可自动修复：补上空格\n" in safe
    assert "  同名\n      另有 1 处\n      依据" in unsafe
    assert "      可修复，需人工确认：补上空格\n" in unsafe


def test_excused_findings_are_counted_and_listed_when_verbose():
    report = a_report(
        suppressed=(Suppressed(UNREAD, "external", "平台限制"),),
        baselined=(a_finding(),),
        not_checked=(
            NotChecked("contact.area-code", "a.csv", "未配置区号"),
            NotChecked("*", "b.csv", "没有表头"),
        ),
    )
    closing = "✔ 共检查 2 份指南（1 个文件），除已知的 1 处外未发现问题\n"
    assert render(report, Options()) == ("已忽略 1，基线内 1，未检查 2（--verbose 列出明细）\n" + closing)
    assert render(report, Options(verbose=True, width=120)) == (
        "已忽略 1，基线内 1，未检查 2\n"
        "  已忽略  guides/a.yaml:1:1: source.encoding 文件不是 UTF-8 编码  (平台限制)\n"
        "  基线内  guides/a.yaml:3:5: materials.source-missing 材料“户口簿”没有来源渠道\n"
        "  未检查  a.csv  contact.area-code  未配置区号\n"
        "  未检查  b.csv  全部规则  没有表头\n"
        "\n" + closing
    )


def test_the_whole_set_has_no_path():
    report = a_report(a_finding("dataset.stale", path="$", record=None))
    assert "      guides/a.yaml:3:5\n" in render(report, Options())


def test_long_messages_are_folded_and_places_are_not():
    finding = a_finding(source="很长的目录/" * 8 + "a.yaml", message="请核对后填写，" * 10)
    lines = render(a_report(finding), Options(width=60)).splitlines()
    assert lines[1:4] == [
        "  ✖ 错误 materials.source-missing  请核对后填写，请核对后填",
        "      写，请核对后填写，请核对后填写，请核对后填写，请核对后",
        "      填写，请核对后填写，请核对后填写，请核对后填写，请核对",
    ]
    assert "      " + "很长的目录/" * 8 + "a.yaml:3:5  $.materials[0].source" in lines


def test_what_fix_would_mend_is_counted_at_the_end():
    safe, unsafe = (Fix("填写来源渠道", safe, (Edit(0, 0, " "),)) for safe in (True, False))
    findings = [
        a_finding(fix=fix, fingerprint=str(number)) for number, fix in enumerate((safe, unsafe, None))
    ]
    told = render(a_report(*findings), Options()).splitlines()
    assert told[-2].startswith("其中 1 处可自动修复：guidelint fix")
    assert "guidelint fix" not in render(a_report(*findings[1:]), Options())
