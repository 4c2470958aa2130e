from __future__ import annotations

import json
import re
from base64 import b64encode
from fractions import Fraction
from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import unquote_plus

import pytest
from report_factory import ID_CARD, a_finding, a_report

from guidelint.assess.profile_tally import Body, ProfileTally
from guidelint.assess.tables import Bounds, View
from guidelint.assess.tally import Row, Tally
from guidelint.cli import main
from guidelint.finding import EVERY_RULE, Basis, Fix, NotChecked, RecordRef, Related
from guidelint.reporters.html_report import render
from guidelint.reporters.options import Options

HOSTILE = "</script></noscript></title><img src=x onerror=alert(1)>\"'&amp;<!--<script>$title${q}"
HIDDEN = "\x00\x1b\x7f\x85\u202e\u2028\u2029\u200b\ud800\ufffe\U0001ffff"
SHOWN = "␀␛␡\\x85\\u202e\\u2028\\u2029\\u200b\\ud800\\ufffe\\u1ffff"
VOID = {"meta", "input", "br", "img", "link", "rect"}


class Outline(HTMLParser):
    """What a browser would make of a page: tags, attributes, and the text in each kind of element."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.open, self.texts = [], [], [], {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        for tag in self.open:
            self.texts[tag] = self.texts.get(tag, "") + data


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])


def told(page):
    """The findings as the page's script reads them."""
    data = data_of(page)
    columns = data["columns"]
    rows = zip(*columns.values(), strict=True)
    return [{name: data["strings"][text] for name, text in zip(columns, row, strict=True)} for row in rows]


def plain(page):
    return Outline(page).texts.get("noscript", "")


def test_a_finding_is_in_the_data_with_place_ground_and_advice():
    assert told(render(a_report(a_finding()), Options())) == [
        {
            "severity": "error",
            "group": "申请材料 materials",
            "rule": "materials.source-missing",
            "body": "市公安局",
            "matter": "身份证办理",
            "code": "A1",
            "source": "guides/a.yaml",
            "spot": "3:5",
            "path": "$.materials[0].source",
            "message": "材料“户口簿”没有来源渠道",
            "ground": "GB/T 39554.1-2020 表 5",
            "advice": "填写来源渠道",
            "fix": "",
            "related": "",
        }
    ]


def test_what_a_finding_lacks_is_empty_and_what_it_has_more_is_told():
    related = tuple(Related(f"$.materials[{n}]", ID_CARD, None, "同名") for n in range(7))
    findings = (
        a_finding(rule="source.syntax", record=None, basis=(), advice="", region=(2, 7, 2, 8, "事项!G2")),
        a_finding(
            rule="x.y", record=RecordRef(None, None, None, 4), fix=Fix("补上", False, ()), related=related
        ),
    )
    first, second = told(render(a_report(*findings), Options()))
    names = ("body", "matter", "code", "spot", "ground", "advice")
    assert [first[name] for name in names] == ["（未注明实施主体）", "", "", "事项!G2", "", ""]
    assert (second["group"], second["matter"]) == ("x", "第 5 份指南（无名称）")
    assert second["fix"] == "可修复，需人工确认：补上"
    places = [f"$.materials[{n}]  身份证办理  同名" for n in range(5)]
    assert second["related"] == "；".join([*places, "另有 2 处"])


def test_equal_texts_are_stored_once():
    strings = data_of(render(a_report(*[a_finding()] * 50), Options()))["strings"]
    assert len(strings) == len(set(strings)) == 13


def hostile(text):
    finding = a_finding(
        rule=f"materials.{text}",
        source=text,
        message=text,
        advice=text,
        path=text,
        record=RecordRef(text, text, text, 0),
        basis=(Basis(text, text),),
        fix=Fix(text, True, ()),
        related=(Related(text, RecordRef(text, text, text, 1), None, text),),
        snippet=text,
    )
    tally = Tally()
    tally.rows["authority"][text] = Row([0, 1, 0, 0, 0], 1, Fraction(10), Fraction(5), Fraction(1, 2))
    return a_report(
        *[finding] * 3,
        tally=tally,
        profile_tally=ProfileTally({text: Body([2], 10, 3)}),
        not_checked=(NotChecked(text, text, text),),
        rules_hash=text,
    )


@pytest.mark.parametrize("text", [HOSTILE, HIDDEN, HOSTILE + HIDDEN, "</SCRIPT >", "]]>", "\\u003c/script>"])
def test_no_text_of_a_guide_becomes_markup(text):
    page = render(hostile(text), Options())
    harmless = Outline(render(hostile("x"), Options()))
    outline = Outline(page)
    assert outline.open == []
    assert outline.tags == harmless.tags
    assert [name for name, _ in outline.attributes] == [name for name, _ in harmless.attributes]


def test_hostile_text_is_shown_as_it_is_written():
    page = render(hostile(HOSTILE), Options())
    assert {one["message"] for one in told(page)} == {HOSTILE}
    assert plain(page).count(HOSTILE) >= 3


def test_hidden_characters_are_written_out_everywhere():
    page = render(hostile(HIDDEN), Options())
    assert {one["message"] for one in told(page)} == {SHOWN}
    assert plain(page).count(SHOWN) >= 3
    assert page.encode()
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\ud800-\udfff\ufffe\U0001ffff]", page
    )


def test_the_data_cannot_end_its_element_and_is_ascii_where_it_must_be():
    page = render(hostile(HOSTILE + "完"), Options(unicode=False))
    assert page.isascii()
    assert {one["message"] for one in told(page)} == {HOSTILE + "完"}
    assert not set("<>&") & set(re.search(r'id="data">(.*?)</script>', page)[1])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_loaded_from_anywhere(language):
    page = render(a_report(a_finding(), language=language), Options())
    outline = Outline(page)
    assert not {"link", "img", "iframe", "object", "base", "embed"} & set(outline.tags)
    assert not {"src", "action", "style", "onclick", "onload"} & {name for name, _ in outline.attributes}
    assert {value[0] for name, value in outline.attributes if name == "href"} == {"#"}
    assert not re.search(r"https?:|url\(|@import|fetch\(|innerHTML|eval\(", page)


def test_the_policy_allows_the_style_and_the_script_of_the_page_alone():
    page = render(a_report(a_finding()), Options())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    digests = [
        "sha256-" + b64encode(sha256(re.search(pattern, page, re.S)[1].encode()).digest()).decode()
        for pattern in (r"<style>(.*?)</style>", r"<script>(.*?)</script>")
    ]
    style, script = digests
    assert policy == (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"
    )


def test_without_scripts_the_first_500_findings_are_in_the_page():
    findings = [a_finding(message=f"问题{number};") for number in range(501)]
    text = plain(render(a_report(*findings), Options()))
    assert [f"问题{number};" in text for number in (0, 499, 500)] == [True, True, False]
    assert "以下列出前 500 处问题，共 501 处" in text


def test_a_report_without_findings_says_so_and_has_no_filters():
    page = render(a_report(), Options())
    assert "没有发现问题。" in page
    assert told(page) == []
    assert not {"form", "noscript", "ol"} & set(Outline(page).tags)


@pytest.mark.parametrize(("language", "tag", "title"), [
    ("zh", "zh-CN", "办事指南检查报告"), ("en", "en", "Report on service guides")
])  # fmt: skip
def test_the_page_speaks_the_language_of_the_run(language, tag, title):
    page = render(a_report(a_finding(), language=language), Options())
    outline = Outline(page)
    assert dict(outline.attributes)["lang"] == tag
    assert outline.texts["title"].startswith(title)
    assert bool(re.search("[\u4e00-\u9fff]", page.replace("材料", ""))) or language == "zh"


def test_what_to_do_first_names_the_gravest_and_most_frequent_causes():
    light = [a_finding(rule="text.typo", severity="info", message="错字")] * 9
    grave = [
        a_finding(rule=f"legal.r{number}", message=f"第{number}类")
        for number in range(7)
        for _ in range(number + 1)
    ]
    steps = re.search(r'<ol class="steps">(.*?)</ol>', render(a_report(*light, *grave), Options()), re.S)[1]
    assert re.findall(r"#q=(\S*?)&amp;severity=(\w+)", steps) == [
        (f"legal.r{number}", "error") for number in (6, 5, 4, 3, 2)
    ]
    assert "7 处，涉及 1 份指南" in steps


def test_on_paper_the_rows_of_all_bodies_are_unfolded():
    findings = [a_finding(record=RecordRef("A", "甲", f"{n}局", n)) for n in range(12)]
    page = render(a_report(*findings), Options())
    assert page.index("<main>") < page.index("<details>") < page.index("</main>")
    assert 'querySelectorAll("main details:not([open])")' in page


def test_where_no_guide_was_checked_there_is_no_score():
    report = a_report(
        a_finding(rule="source.unreadable", record=None), records=0, profile_tally=ProfileTally()
    )
    assert "<dt>得分</dt>" not in render(report, Options())


def test_a_cause_that_is_part_of_its_rule_leads_to_this_part():
    light = [
        a_finding(rule="text.typo", message=f"错字“{word}”", record=RecordRef("A", "甲", "乙局", n))
        for n, word in enumerate("帐帐帐帐帐账")
    ]
    page = render(a_report(*light), Options())
    links = re.findall(r"#q=text.typo(\S*?)&amp;severity=error", page)
    assert list(map(unquote_plus, links)) == [" 错字“帐”", " 错字“账”"]


def scores(**bodies):
    return ProfileTally({name: Body([0, 40], 1000, tenths) for name, tenths in bodies.items()})


def test_bodies_have_a_score_and_a_rank_that_equals_share():
    page = render(a_report(a_finding(), profile_tally=scores(市公安局=500, 甲=0, 乙=0)), Options())
    rows = re.findall(r'<tr><th scope="row">(\S+?)</th>.*?</tr>', page)
    cells = {row: re.search(f">{row}</th>.*?</svg></td>(.*?)</tr>", page)[1] for row in rows}
    numbers = {row: re.findall("<td>(.*?)</td>", text) for row, text in cells.items()}
    assert numbers == {
        "市公安局": ["1", "1", "0", "0", "40", "95.00", "3", "基本级"],
        "甲": ["0", "0", "0", "0", "40", "100.00", "1", "基本级"],
        "乙": ["0", "0", "0", "0", "40", "100.00", "1", "基本级"],
    }


def test_without_a_ladder_no_score_is_claimed():
    page = render(a_report(a_finding()), Options())
    assert "得分</th>" not in page
    assert "<dt>得分</dt>" not in page


def assessed():
    tally = Tally()
    tally.rows["authority"] = {
        "甲": Row([1, 1, 0, 0, 2], 2, Fraction(40), Fraction(10), Fraction(1, 2)),
        "乙": Row([0, 1, 0, 0, 0], 1, Fraction(10), Fraction(12), Fraction(6, 5)),
    }
    return tally


def test_depth_and_compression_stand_by_body_with_the_total_before_and_the_last_first():
    page = render(a_report(tally=assessed()), Options())
    rows = [
        (name, re.findall("<td>(.*?)</td>", cells))
        for name, cells in re.findall(r'<tr><th scope="row">(.+?)</th><td><svg.*?</svg></td>(.*?)</tr>', page)
    ]
    assert rows == [
        ("合计", ["50.00%", "0.00%", "0.00%", "50.00%", "50.00", "5", "1", ""]),
        ("乙", ["100.00%", "0.00%", "0.00%", "0.00%", "0.00", "1", "0", "2"]),
        ("甲", ["33.33%", "0.00%", "0.00%", "66.67%", "66.67", "4", "1", "1"]),
        ("合计", ["56.00", "3", ""]),
        ("乙", ["-20.00", "1", "2"]),
        ("甲", ["75.00", "2", "1"]),
    ]


def test_guides_of_no_body_stand_last_without_a_rank():
    tally = assessed()
    tally.rows["authority"][""] = Row([0, 0, 0, 0, 9], 1, Fraction(10), Fraction(1), Fraction(1, 10))
    ladder = ProfileTally({"甲": Body([1], 10, 5), "": Body([1], 10, 0)})
    page = render(a_report(tally=tally, profile_tally=ladder), Options())
    names = re.findall(r'<tr><th scope="row">(.+?)</th>', page)
    assert names == ["甲", "（未注明实施主体）", *["合计", "乙", "甲", "（未注明实施主体）"] * 2]
    assert re.findall(r'scope="row">（未注明实施主体）.*?<td>([^<]*)</td></tr>', page)[1:] == ["", ""]


def test_rungs_that_nobody_asked_for_are_not_charted():
    page = render(a_report(profile_tally=ProfileTally({"甲": Body([1, 4, 3], 100, 5)}, top=2)), Options())
    assert ("标准级 3" in page, "strict" in page.partition("<style>")[0]) == (True, False)


def test_the_tables_of_the_assessment_use_the_aliases_and_bounds_of_the_config():
    view = View(aliases={"乙": "甲"}, bounds=Bounds(compression=Fraction(1, 2)))
    page = render(a_report(tally=assessed(), assessment=view), Options())
    assert re.findall(r'<tr><th scope="row">(.+?)</th>', page) == ["合计", "甲"] * 2
    assert "竖线为 50%" in page
    assert page.count('class="met" ') == 2


def test_every_chart_has_words():
    page = render(a_report(a_finding(), tally=assessed(), profile_tally=scores(甲=1)), Options())
    charts = re.findall(r"<svg (.*?)>(<title>[^<]+</title><desc>[^<]+</desc>)?", page)
    assert len(charts) >= 8
    assert all(words and 'role="img"' in attributes for attributes, words in charts)


def test_the_eleventh_body_is_folded_away():
    findings = [a_finding(record=RecordRef("A", "事项", f"局{number:02}", 0)) for number in range(12)]
    page = render(a_report(*findings), Options())
    assert "<summary>另外 2 个实施主体</summary>" in page


@pytest.mark.parametrize(("rule", "called"), [("depth.x", "depth.x"), (EVERY_RULE, "全部规则")])
def test_rules_that_were_not_checked_are_told_with_their_reason(rule, called):
    reasons = [NotChecked(rule, f"{n}.yaml", "没有名单") for n in range(3)]
    page = render(a_report(not_checked=tuple(reasons)), Options())
    assert f"<li>{called}：没有名单（3 个来源）</li>" in page


def test_the_command_report_writes_the_page_and_ends_well(tmp_path):
    guide = tmp_path / "a.yaml"
    guide.write_text("name: 身份证办理\nauthority: 市公安局\nmaterials: []\n", "utf-8")
    target = tmp_path / "a.html"
    command = ["report", str(guide), "--as-of", "2026-11-23", "--no-cache", "--html", str(target)]
    assert main(command) == 0
    page = target.read_text("utf-8")
    assert {one["matter"] for one in told(page)} == {"身份证办理"}
    assert main(command) == 0
    assert target.read_text("utf-8") == page
