from __future__ import annotations

import pytest
from report_factory import ID_CARD, a_finding, a_report

from guidelint.finding import Basis, RecordRef, Suppressed
from guidelint.report import RuleInfo
from guidelint.reporters.markdown import LIMIT, render
from guidelint.reporters.markdown_text import clip, code, escape
from guidelint.reporters.options import Options

RULE = RuleInfo("materials.source-missing", "申请材料写明来源渠道", "error", "minimal", "0.1", (), "", "")


def test_a_summary_tells_counts_rules_bodies_and_guides():
    report = a_report(a_finding(), a_finding("r.b", severity="info"), rules={RULE.id: RULE})
    assert render(report, Options()) == (
        """# guidelint

**共检查 2 份指南（1 个文件），错误 1，警告 0，提示 1**

| 错误 | 警告 | 提示 |
| --: | --: | --: |
| 1 | 0 | 1 |

## 最常见的规则

|  | 合计 | 错误 | 警告 | 提示 |
| :-- | --: | --: | --: | --: |
| <code>materials.source-missing</code> 申请材料写明来源渠道 | 1 | 1 | 0 | 0 |
| <code>r.b</code> | 1 | 0 | 0 | 1 |

## 问题最多的实施主体

|  | 合计 | 错误 | 警告 | 提示 |
| :-- | --: | --: | --: | --: |
| 市公安局 | 2 | 1 | 0 | 1 |

## 逐份指南

<details>
<summary><b>身份证办理</b> <code>guides/a.yaml</code> (2)</summary>

- **错误** <code>materials.source-missing</code> 材料“户口簿”没有来源渠道<br>"""
        "<code>guides/a.yaml&#58;3&#58;5</code> <code>&#36;.materials&#91;0&#93;.source</code><br>"
        "建议：填写来源渠道<br>依据：GB/T 39554.1-2020 表 5\n"
        "- **提示** <code>r.b</code> 材料“户口簿”没有来源渠道<br>"
        "<code>guides/a.yaml&#58;3&#58;5</code> <code>&#36;.materials&#91;0&#93;.source</code><br>"
        "建议：填写来源渠道<br>依据：GB/T 39554.1-2020 表 5\n"
        "\n</details>\n"
    )


def test_a_clean_run_is_a_sentence_and_a_table_of_noughts():
    assert render(a_report(language="en"), Options()) == (
        "# guidelint\n\n**guides checked&#58; 2 (files&#58; 1); nothing found**\n\n"
        "| error | warning | info |\n| --: | --: | --: |\n| 0 | 0 | 0 |\n\n"
    )


def test_what_was_excused_is_counted():
    report = a_report(suppressed=(Suppressed(a_finding(), "inSource", "r"),))
    assert "\n已忽略 1，基线内 0，未检查 0\n" in render(report, Options())


def test_guides_with_the_gravest_findings_come_first():
    second, third = RecordRef("B", "乙", None, 1), RecordRef(None, None, None, 2)
    report = a_report(
        a_finding(severity="info"),
        a_finding(record=second, severity="warning"),
        a_finding(record=third),
        a_finding(record=None, severity="warning"),
    )
    heads = [line for line in render(report, Options()).splitlines() if line.startswith("<summary>")]
    assert heads == [
        "<summary><b>第 3 份指南（无名称）</b> <code>guides/a.yaml</code> (1)</summary>",
        "<summary><b>乙</b> <code>guides/a.yaml</code> (1)</summary>",
        "<summary><code>guides/a.yaml</code> (1)</summary>",
        "<summary><b>身份证办理</b> <code>guides/a.yaml</code> (1)</summary>",
    ]


def test_only_the_ten_commonest_are_listed_and_nobody_has_a_name():
    findings = [a_finding(f"r.n{number:02}", record=None) for number in range(12)]
    text = render(a_report(*findings), Options())
    assert [f"| <code>r.n{number:02}</code> |" in text for number in (0, 9, 10)] == [True, True, False]
    assert "| （未注明实施主体） | 12 | 12 | 0 | 0 |" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("身份证（原件）", "身份证（原件）"),
        ("a|b", "a&#124;b"),
        ("`x`", "&#96;x&#96;"),
        ("<img src=x>", "&#60;img src=x&#62;"),
        ("</details>", "&#60;/details&#62;"),
        ("&lt;", "&#38;lt;"),
        ("**粗** _斜_ ~~删~~", "&#42;&#42;粗&#42;&#42; &#95;斜&#95; &#126;&#126;删&#126;&#126;"),
        ("[见](x)", "&#91;见&#93;(x)"),
        ("@octocat", "&#64;&#8203;octocat"),
        ("#1", "&#35;&#8203;1"),
        (":smile:", "&#58;smile&#58;"),
        ("https://x.cn", "https&#58;//x.cn"),
        ("WWW.x.cn 3.5", "WWW&#46;x.cn 3.5"),
        ("$x$", "&#36;x&#36;"),
        ("\\", "&#92;"),
        ("一\n\n# 二", "一␊␊&#35;&#8203; 二"),
        ("\x1b\u202e\ud800", "␛&#92;u202e&#92;ud800"),
    ],
)
def test_text_of_a_guide_is_never_markup(text, expected):
    assert (escape(text), code(text)) == (expected, f"<code>{expected}</code>")


def test_hostile_text_stays_on_its_line_everywhere():
    evil = "x\n\n</details>|`@all`<script>"
    finding = a_finding(
        source=evil,
        message=evil,
        advice=evil,
        path=evil,
        record=RecordRef(evil, evil, evil, 0),
        basis=(Basis(evil, evil),),
    )
    text = render(a_report(finding), Options())
    plain = render(a_report(a_finding()), Options())
    assert len(text.splitlines()) == len(plain.splitlines())
    assert (text.count("<details>"), text.count("</details>"), text.count("<script>")) == (1, 1, 0)
    assert text.count("|") == plain.count("|")


@pytest.mark.parametrize(("text", "expected"), [("甲" * 100, "甲" * 100), ("甲" * 101, "甲" * 99 + "…")])
def test_a_name_is_cut_to_its_room(text, expected):
    assert clip(text) == expected


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("zh", "\n另有 {} 处未列出：摘要以 1 MiB 为限。\n"),
        ("en", "\n{} more findings are left out: a summary takes 1 MiB.\n"),
    ],
)
@pytest.mark.parametrize("guides", [1, 40])
def test_a_long_summary_is_cut_at_a_finding_and_says_how_many_are_missing(guides, language, notice):
    findings = [
        a_finding(message="长" * 1000, record=RecordRef(None, "名", None, number % guides))
        for number in range(400)
    ]
    text = render(a_report(*findings, language=language), Options())
    shown = text.count("\n- **")
    assert LIMIT - 4000 < len(text.encode()) <= LIMIT
    assert text.endswith(notice.format(400 - shown))
    assert text.count("<details>") == text.count("</details>") <= guides


def test_a_finding_that_no_summary_could_hold_is_left_out():
    text = render(a_report(a_finding(message="长" * LIMIT), a_finding(record=ID_CARD)), Options())
    assert (text.count("<details>"), text.endswith("\n另有 2 处未列出：摘要以 1 MiB 为限。\n")) == (0, True)
