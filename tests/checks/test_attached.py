"""Checks of files beyond the examples of their rules: exports, exceptions, settings and PDFs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from guidelint.lean.structs import replace
from guidelint.report import Report
from linting import lint, make_rules, rule_text, source

RULES = make_rules(
    rule_text("forms.opens", '"$.materials[*].blank_form"', "{kind: file_opens}", message="{file}{why}"),
    rule_text(
        "forms.shows",
        '"$.materials[*].sample_form"',
        "{kind: no_personal_data, look_for: [mobile]}",
        message="{found}",
    ),
)
PDF = Path(__file__).resolve().parents[2] / "fixtures/forms/guides/表格/承诺书.pdf"
ONE = "name: 低保\nmaterials:\n  - {name: 申请表, blank_form: a.txt, sample_form: [b.txt, c.pdf]}\n"


def check(text: str, files: Mapping[str, bytes] | None, name: str = "guides/a.yaml") -> Report:
    """The report on a guide with files beside it."""
    attached = files.get if files is not None else None
    return lint(replace(source(name, text), attached=attached), rules=RULES)


def said(report: Report) -> list[tuple[str, str, str]]:
    return [(f.rule, f.path, f.message) for f in report.findings]


def test_files_are_judged_where_the_guide_names_them() -> None:
    files = {"b.txt": "电话 13973012468".encode(), "c.pdf": PDF.read_bytes()}
    assert said(check(ONE, files)) == [
        ("forms.opens", "$.materials[0].blank_form", "a.txt找不到这个文件"),
        ("forms.shows", "$.materials[0].sample_form", "手机号码139****2468"),
    ]


def test_an_export_of_a_platform_names_files_without_holding_them() -> None:
    material = '{"name": "申请书", "attachments": [{"type": 1, "name": "样表.doc"}, {"type": 2, "name": "空表.doc"}]}'
    directory = '"apasDirectory": {"serviceName": "取水许可", "infoprojid": "350128102FK00101"}'
    text = f'{{"code": 200, "data": {{{directory}, "noDirectoryList": {{"material": [{material}]}}}}}}'
    report = check(text, {}, "a.json")
    told = {entry.rule for entry in report.not_checked if "平台导出的数据只有附件的名称" in entry.reason}
    assert (said(report), told) == ([], {"forms.opens", "forms.shows"})


def test_an_exception_to_what_could_not_be_looked_at_is_not_unused() -> None:
    stated = ONE + "guidelint_ignore: [{rule: forms.opens, path: $.materials, reason: 稍后上传}]\n"
    alone, beside = (
        check(stated, None),
        check(stated, {"a.txt": b"x", "b.txt": b"x", "c.pdf": PDF.read_bytes()}),
    )
    assert ([f.rule for f in alone.findings], [f.rule for f in beside.findings]) == (
        [],
        ["suppression.unused"],
    )


def test_rules_on_files_are_not_listed_for_a_guide_that_names_none() -> None:
    text = "name: 低保\nmaterials: [{name: 申请表, blank_form: 'https://www.example.gov.cn/a.docx'}]\n"
    assert check(text, None).not_checked == ()


def test_without_the_extra_it_is_told_that_no_pdf_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    report = check(ONE, {"a.txt": b"x", "b.txt": b"x", "c.pdf": PDF.read_bytes()})
    told = [(entry.rule, "guidelint[pdf]" in entry.reason) for entry in report.not_checked]
    assert (said(report), told) == ([], [("forms.shows", True)])


def test_a_text_of_a_record_never_is_one_of_its_files() -> None:
    rules = make_rules(rule_text("text.x", "$.**", "{kind: forbidden, terms: [13973012468]}"))
    files = {"b.txt": b"13973012468"}
    report = lint(replace(source("a.yaml", ONE), attached=files.get), rules=(*RULES, *rules))
    assert [f.rule for f in report.findings if f.rule == "text.x"] == []


@pytest.mark.parametrize(
    ("blank", "sample", "found"),
    [
        ("https://zwfw.gov.cn/f/1.docx", "https://zwfw.gov.cn/f/1.docx", True),
        ("https://zwfw.gov.cn/f/1.docx", "https://zwfw.gov.cn/f/2.docx", False),
        ("/upload/申请表.DOC?v=1", "/upload/申请表.DOC?v=1", True),
        ("https://zwfw.gov.cn/download?id=8a8b8c8d9e9f0a0b0c0d0e0f10111213",) * 2 + (True,),
        ("https://zwfw.gov.cn/guide/info.html", "https://zwfw.gov.cn/guide/info.html", False),
        ("https://zwfw.gov.cn/f/1.zip", "https://zwfw.gov.cn/f/1.zip", False),
        ("申请表.docx", "申请表.docx", False),
    ],
)
def test_one_address_in_both_columns_is_one_file_though_nothing_is_opened(
    blank: str, sample: str, found: bool
) -> None:
    text = f"name: 低保\nmaterials: [{{name: 申请表, blank_form: '{blank}', sample_form: '{sample}'}}]\n"
    check = "{kind: other_file, than: blank_form}"
    rules = make_rules(rule_text("forms.same", '"$.materials[*].sample_form"', check, message="{file}"))
    assert [f.message for f in lint(source("a.yaml", text), rules=rules).findings] == [sample] * found
