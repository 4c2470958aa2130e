"""From sources to a report: what is found where, what is not checked and why, and in which order."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from guidelint.cli import main
from guidelint.config.settings import Override
from guidelint.errors import in_one_language
from guidelint.finding import NotChecked
from linting import lint, lint_text, make_rules, rule_text, seen, short, source

WHOLE = "name: 取水许可\nhours: 工作日\n"
BROKEN_VALUE = "该处的值无法解读"


def test_findings_come_by_source_line_column_and_rule() -> None:
    first = "materials:\n  - name: 甲\n  - name: 乙\nname: 待定\n"
    report = lint(source("b.yaml", "name: 取水许可\n"), source("a.yaml", first))
    assert seen(report) == [
        ("contact.hours-missing", "a.yaml", 1, 1, "$.hours"),
        ("materials.source-missing", "a.yaml", 2, 5, "$.materials[0].source"),
        ("materials.source-missing", "a.yaml", 3, 5, "$.materials[1].source"),
        ("identity.name-missing", "a.yaml", 4, 7, "$.name"),
        ("contact.hours-missing", "b.yaml", 1, 1, "$.hours"),
    ]
    assert (report.records, report.sources) == (2, 2)


def test_the_order_of_sources_changes_nothing() -> None:
    sources = [
        source("a.yaml", "name: 一\n"),
        source("b.json", '{"name": ""}'),
        source("c.jsonl", '{"name": "x"}\n['),
    ]
    assert lint(*sources) == lint(*reversed(sources))


def test_a_whole_guide_has_no_findings() -> None:
    assert seen(lint_text(WHOLE)) == []


def test_a_strict_rule_speaks_only_in_the_strict_profile() -> None:
    text = WHOLE + "process: 待定\n"
    assert short(lint_text(text)) == []
    assert short(lint_text(text, profile="strict")) == [("text.placeholder", 3, 10)]
    assert short(lint_text(text, select=("text",))) == [("text.placeholder", 3, 10)]


def test_ignored_rules_and_groups_are_silent() -> None:
    assert short(lint_text("name: 待定\n", ignore=("contact", "identity.name-missing"))) == []
    assert (
        short(lint_text("name: 待定\nhours: 工作日\nfoo: 1\n", ignore=("identity", "source.unknown-key")))
        == []
    )


def test_a_value_of_the_wrong_type_has_one_finding_and_rules_on_it_are_not_checked() -> None:
    report = lint_text("name: [a, b]\nhours: 工作日\nmaterials:\n  - [甲]\n")
    assert short(report) == [("source.wrong-type", 1, 1), ("source.wrong-type", 4, 6)]
    assert report.not_checked == (
        NotChecked("identity.name-missing", "a.yaml", BROKEN_VALUE),
        NotChecked("materials.source-missing", "a.yaml", BROKEN_VALUE),
    )


def test_a_list_given_as_a_number_is_of_the_wrong_type() -> None:
    assert short(lint_text('{"name": "甲", "hours": "工作日", "materials": [true]}', "a.json")) == [
        ("source.wrong-type", 1, 45)
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hours: {a: 1}", "hours should be a text, found a mapping"),
        ("materials: [[甲]]", "materials[0] should be a mapping or a text, found a list"),
        ("guidelint_ignore: [暂不改]", "guidelint_ignore[0] should be a mapping, found a text"),
    ],
)
def test_a_value_of_the_wrong_type_is_told_in_english(text: str, message: str) -> None:
    found = lint_text(f"name: 取水许可\n{text}\n", lang="en").findings
    assert [finding.message for finding in found if finding.rule == "source.wrong-type"] == [message]


def test_an_unknown_key_is_told_with_the_nearest_known_one() -> None:
    report = lint_text(WHOLE + "authorty: 水利局\nqwertyuiop: 1\n地址: 一楼\n")
    assert [(f.rule, f.severity, f.message, f.path) for f in report.findings] == [
        ("source.unknown-key", "info", "不认识的字段“authorty”，是否应为“authority”", "$.authorty"),
        ("source.unknown-key", "info", "不认识的字段“qwertyuiop”", "$.qwertyuiop"),
        ("source.unknown-key", "info", "不认识的字段“地址”", "$.地址"),
    ]
    english = lint_text(WHOLE + "authorty: 水利局\n", lang="en")
    assert [f.message for f in english.findings] == ["unknown field 'authorty'; did you mean 'authority'?"]


def test_of_very_many_unknown_keys_only_the_first_have_the_nearest_known_one() -> None:
    keys = [f"location{number}" for number in range(150)]
    messages = [f.message for f in lint_text(WHOLE + "".join(f"{key}: 1\n" for key in keys)).findings]
    assert messages[0] == "不认识的字段“location0”，是否应为“location”"
    assert messages[-1] == "不认识的字段“location149”"


def test_an_unknown_key_is_reported_at_the_key() -> None:
    text = WHOLE + "materials:\n  - name: 甲\n    source: 其他\n    sorce: 其他\nfoo: |\n  1\n"
    assert seen(lint_text(text)) == [
        ("source.unknown-key", "a.yaml", 6, 5, "$.materials[0].sorce"),
        ("source.unknown-key", "a.yaml", 7, 1, "$.foo"),
    ]


def test_an_unknown_key_is_told_once_a_source_and_by_every_guide_where_one_excuses_it() -> None:
    one = "name: 甲\nfoo: 1\n"
    told = [f for f in lint_text(f"{one}---\n{one}").findings if f.rule == "source.unknown-key"]
    assert [f.location.region.line for f in told] == [2]
    excused = "name: 甲\nfoo: 1 # guidelint: ignore[source.unknown-key] 本地字段\n"
    left = [f for f in lint_text(f"{excused}---\n{one}---\n{one}").findings if f.rule == "source.unknown-key"]
    assert [f.location.region.line for f in left] == [5]


def test_an_unknown_option_of_an_element_says_which_one() -> None:
    report = lint_text(WHOLE + "materials: [{name: 取水许可申请书, type: 表格}]\n")
    assert [f.message for f in report.findings if f.rule == "source.unknown-code"] == [
        "第1项申请材料“取水许可申请书”的材料类型的值“表格”不在可选范围内（可选：证件证书证明、申请表格文书、其他）"
    ]


def test_an_unknown_option_has_one_finding() -> None:
    report = lint_text(WHOLE + "handling_type: 快办件\n")
    assert [(f.rule, f.message) for f in report.findings] == [
        ("source.unknown-code", "办件类型的值“快办件”不在可选范围内（可选：即办件、承诺件）")
    ]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (WHOLE.encode("gb18030"), "GB18030"),
        (codecs.BOM_UTF16_LE + WHOLE.encode("utf-16-le"), "UTF-16-LE"),
        (codecs.BOM_UTF16_BE + WHOLE.encode("utf-16-be"), "UTF-16-BE"),
    ],
)
def test_another_encoding_is_read_and_told(data: bytes, encoding: str) -> None:
    report = lint_text(data)
    assert [(f.rule, f.severity, f.message) for f in report.findings] == [
        ("source.encoding", "warning", f"文件编码是 {encoding}，不是 UTF-8")
    ]
    assert report.records == 1


def test_a_byte_order_mark_changes_neither_findings_nor_places() -> None:
    marked = lint_text(codecs.BOM_UTF8 + "name: 甲\n".encode())
    assert short(marked) == short(lint_text("name: 甲\n")) == [("contact.hours-missing", 1, 1)]


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.yaml", b"", "source.unreadable"),
        ("a.json", b" \r\n\t", "source.unreadable"),
        ("a.yaml", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "source.unsupported"),
        ("a.qqq", b"name: x", "source.unsupported"),
        ("a", b"name: x", "source.unsupported"),
        ("a.yaml", b"name: 'x", "source.truncated"),
        ("a.json", b'{"name": "x", ', "source.truncated"),
        ("a.yaml", b"a: b: c", "source.syntax"),
        ("a.json", b"{]", "source.syntax"),
        ("a.yaml", b"# nothing\n", "source.unrecognised"),
        ("a.yaml", b"~\n", "source.unrecognised"),
        ("a.json", b"null", "source.unrecognised"),
        ("a.json", b"3", "source.unrecognised"),
        ("a.json", b"[]", "source.unrecognised"),
        ("a.jsonl", b"{]", "source.syntax"),
        ("a.jsonl", b"3", "source.unrecognised"),
        ("a.yaml", b"--- {}\n", "source.unrecognised"),
    ],
)
def test_what_is_no_guide_has_one_clear_finding(name: str, data: bytes, rule: str) -> None:
    report = lint_text(data, name)
    assert [finding.rule for finding in report.findings] == [rule]
    assert report.records == 0


ARCHIVE = b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E5=8A=9E?=\r\n =?utf-8?Q?=E4?=\r\nMIME-Version: 1.0\r\n\r\n"
SPREADSHEET = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.mht", ARCHIVE, "网页存档"),
        ("a.MHTML", ARCHIVE, "网页存档"),
        ("a.html", ARCHIVE + b"<html><body><h1>x</h1></body></html>", "网页存档"),
        ("a.xml", SPREADSHEET, "改为 .xls"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "另存为 docx"),
        ("a.et", b"\xd0\xcf\x11\xe0", "另存为 xlsx"),
    ],
)
def test_what_has_to_be_saved_anew_says_how(name: str, data: bytes, word: str) -> None:
    (finding,) = lint_text(data, name).findings
    assert finding.rule == "source.unsupported"
    assert word in finding.message


def test_bytes_broken_off_inside_a_character_are_read_and_told() -> None:
    report = lint_text(WHOLE.encode() + "process: 受".encode()[:-1])
    assert short(report) == [("source.truncated", 3, 10)]
    assert report.records == 1


def test_what_cannot_be_read_is_a_finding() -> None:
    def read() -> bytes:
        raise PermissionError(13, "Permission denied")

    report = lint(source("a.yaml", read), source("b.yaml", WHOLE))
    assert [(f.rule, f.message) for f in report.findings] == [("source.unreadable", "文件无法读取：没有权限")]
    assert (report.records, report.sources) == (1, 2)


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        ("文件是空的 (empty)", "文件是空的", "empty"),
        ("甲（乙）(丙) (not well-formed (invalid token))", "甲（乙）(丙)", "not well-formed (invalid token)"),
        (
            "嵌套过深 (too deep)；只有这一行没有读 (the rest is read)",
            "嵌套过深；只有这一行没有读",
            "too deep; the rest is read",
        ),
        ("“表 (1)”中没有 (nothing in “表 (1)”)", "“表 (1)”中没有", "nothing in “表 (1)”"),
        ("Is a directory", "Is a directory", "Is a directory"),
    ],
)
def test_a_reason_is_told_in_the_language_of_the_report(reason: str, zh: str, en: str) -> None:
    assert (in_one_language(reason, "zh"), in_one_language(reason, "en")) == (zh, en)


def test_what_cannot_be_read_is_told_in_english_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.yaml").write_text("甲: 乙\n", encoding="utf-8")
    main(["check", "--lang", "en", "--format", "json", str(tmp_path / "a.txt"), str(tmp_path / "b")])
    told = json.loads(capsys.readouterr().out)
    said = [
        *(each["message"] for each in told["findings"]),
        *(each["reason"] for each in told["not_checked"]),
    ]
    assert said
    assert [text for text in said if not text.isascii() and "“" not in text] == []


def test_a_link_that_leads_nowhere_is_unreadable_and_never_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "a.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert main(["check", "--no-cache", "--profile", "minimal", str(tmp_path / "guides" / "a.yaml")]) == 1
    assert "source.unreadable" in capsys.readouterr().out


def test_every_record_of_a_source_is_checked_and_counted() -> None:
    text = "records:\n  - {name: 一, hours: 9}\n  - {name: '', hours: 9}\n---\n"
    text += "- {name: 三}\n- {code: A4, hours: 9}\n"
    report = lint_text(text)
    assert [(f.rule, f.location.region.line, f.record and f.record.index) for f in report.findings] == [
        ("identity.name-missing", 3, 1),
        ("contact.hours-missing", 5, 2),
        ("identity.name-missing", 6, 3),
    ]
    assert report.records == 4


def test_a_broken_line_among_lines_is_told_and_the_rest_is_checked() -> None:
    text = '{"name": "一", "hours": "9"}\n{"name": \n{"name": "", "hours": "9"}\n'
    assert short(lint_text(text, "a.jsonl")) == [
        ("source.truncated", 2, 10),
        ("identity.name-missing", 3, 10),
    ]


def test_a_repeated_key_is_told_and_the_last_counts() -> None:
    report = lint_text("name: 待定\nhours: 9\nname: 取水\n")
    assert (short(report), report.findings[0].fix) == ([("source.duplicate-key", 3, 1)], None)


def test_yaml_that_is_no_guide_is_passed_over_in_a_search_and_told_when_named() -> None:
    config = "profile: strict\nlang: zh\n"
    searched = lint_text(config, named=False)
    assert seen(searched) == []
    assert [(entry.rule, entry.source) for entry in searched.not_checked] == [("*", "a.yaml")]
    assert seen(lint_text(config)) == [("source.unrecognised", "a.yaml", 1, 1, "$")]


def test_a_stranger_among_guides_is_told_even_in_a_search() -> None:
    report = lint_text("- {name: 一, hours: 9}\n- {foo: 1}\n", named=False)
    assert short(report) == [("source.unrecognised", 2, 4)]


def test_the_config_may_say_what_is_asked_of_a_kind_of_matter() -> None:
    assert short(lint_text("name: 一\n", applies={"依申请": ("identity",)})) == []


def test_of_a_cancelled_matter_only_the_identity_is_asked() -> None:
    guides = "- {name: 一, matter_type: 行政许可}\n- {name: 二, matter_type: 行政许可, state: 取消}\n"
    assert short(lint_text(guides)) == [("contact.hours-missing", 1, 4)]
    everything = {"取消": ("identity", "contact")}
    assert short(lint_text(guides, applies=everything))[1:] == [("contact.hours-missing", 2, 4)]


def test_an_override_may_give_a_severity_to_a_group_and_another_to_a_rule_of_it() -> None:
    overrides = (
        Override(authority=("甲局",), severity={"contact": "info", "contact.hours-missing": "warning"}),
        Override(authority=("甲局",), severity={"identity": "info"}),
    )
    report = lint_text("code: A1\nauthority: 甲局\nmatter_type: 行政许可\n", overrides=overrides)
    told = {finding.rule: finding.severity for finding in report.findings}
    assert told == {"contact.hours-missing": "warning", "identity.name-missing": "info"}


def test_the_kind_of_matter_decides_which_groups_are_asked() -> None:
    assert short(lint_text("name: 一\nmatter_type: 行政处罚\n")) == []
    assert short(lint_text("name: 一\nmatter_type: 行政许可\n")) == [("contact.hours-missing", 1, 1)]


def test_overrides_change_severity_threshold_and_profile_for_some_sources() -> None:
    from guidelint.config.settings import Override

    override = Override(
        paths=("old/*",),
        profile="minimal",
        severity={"identity.name-missing": "info"},
        thresholds={"identity.name-length": {"max": 3}},
    )
    by_authority = Override(authority=("水利局",), thresholds={"identity.name-length": {"max": 3}})
    report = lint(source("old/a.yaml", "name: 待定\n"), source("b.yaml", WHOLE), overrides=(override,))
    assert [(f.rule, f.severity, f.location.source) for f in report.findings] == [
        ("identity.name-missing", "info", "old/a.yaml")
    ]
    text = WHOLE + "authority: 水利局\n"
    assert short(lint_text(text, overrides=(by_authority,))) == [("identity.name-length", 1, 7)]
    assert short(lint_text(text.replace("水利", "民政"), overrides=(by_authority,))) == []


def test_thresholds_replace_the_parameters_of_a_rule() -> None:
    assert short(lint_text(WHOLE, thresholds={"identity.name-length": {"max": 3}})) == [
        ("identity.name-length", 1, 7)
    ]


def test_a_rule_is_silent_where_it_yields() -> None:
    rules = make_rules(
        rule_text("identity.name-missing", "$.name", "{kind: required, placeholders: true}"),
        rule_text("identity.name-length", "$.name", "{kind: length, min: 5}", yields_to='["*-missing"]'),
        rule_text("identity.name-noise", "$.name", "{kind: length, min: 5}"),
    )
    assert [f.rule for f in lint_text("name: 待定\n", rules=rules).findings] == [
        "identity.name-missing",
        "identity.name-noise",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: 甲\n", [("都没有", "$.hours")]),
        ("name: 甲\nhours: 工作日\n", [("办理地点", "$.location")]),
        ("name: 甲\nhours: 工作日\nlocation: 乙路\n", []),
    ],
)
def test_what_every_place_of_a_rule_lacks_may_be_told_once(text: str, told: list[tuple[str, str]]) -> None:
    rule = rule_text("contact.place", "[$.hours, $.location]", "{kind: required}", message="{field}")
    rules = make_rules(rule.replace("\nexamples:", "\ncollective: {zh: 都没有, en: none}\nexamples:"))
    report = lint(source("a.yaml", text), rules=rules)
    assert [(finding.message, finding.path) for finding in report.findings] == told


def test_a_rule_outside_the_run_silences_none() -> None:
    rules = make_rules(
        rule_text("identity.name-missing", "$.name", "{kind: required, placeholders: true}"),
        rule_text("identity.name-length", "$.name", "{kind: length, min: 5}", yields_to='["*-missing"]'),
    )
    report = lint_text("name: 待定\n", rules=rules, ignore=("identity.name-missing",))
    assert [f.rule for f in report.findings] == ["identity.name-length"]


def test_a_platform_is_not_blamed_for_fields_that_it_does_not_carry() -> None:
    rules = make_rules(rule_text("contact.hours-missing", "$.delivery", "{kind: required}"))
    row = '{"CUSTOM": {"AUDIT_ITEM": [{"rowguid": "1", "task_name": "取水许可"}]}}'
    report = lint_text(row, "a.json", rules=rules)
    assert seen(report) == []
    assert [entry.rule for entry in report.not_checked] == ["contact.hours-missing"]


def test_the_report_names_every_rule_of_the_run() -> None:
    report = lint_text(WHOLE)
    assert "identity.name-missing" in report.rules
    assert "source.syntax" in report.rules
    assert "text.placeholder" not in report.rules


def test_a_list_of_what_is_wrong_with_guides_is_no_guide() -> None:
    heads = "序号,实施主体,事项编码,事项名称,字段,位置,级别,问题,依据,怎样改,整改期限,状态\n"
    rows = "".join(
        f"{n},水利局,A{n},取水许可,办理时间,a.yaml:1,错误,没写,某文件,写明,,待整改\n" for n in range(30)
    )
    report = lint_text(heads + rows, "整改清单.csv")
    assert report.records == 0
    (told,) = report.findings
    assert told.rule == "source.unrecognised"
    assert "是问题清单，不是办事指南" in told.message
    assert "还有 29 处" in told.message


def test_a_guide_with_a_column_for_what_was_mended_is_one() -> None:
    heads = "事项名称,实施编码,实施主体,办理地点,办理时间,咨询方式,监督投诉方式,问题,整改情况\n"
    report = lint_text(heads + "取水许可,A1,水利局,某路1号,工作日,12345,12345,怎么办,已改\n", "a.csv")
    assert report.records == 1


def test_of_many_things_that_are_no_guides_the_last_told_says_how_many_there_are() -> None:
    report = lint_text('{"x": 1}\n' * 50, "a.jsonl")
    told = [finding for finding in report.findings if finding.rule == "source.unrecognised"]
    assert len(told) == 20
    assert [f.location.region.line for f in told if "还有 30 处" in f.message] == [20]
