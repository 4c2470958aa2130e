from __future__ import annotations

import csv
from io import StringIO

import pytest
from report_factory import a_finding, a_report

from guidelint.finding import Basis, RecordRef
from guidelint.reporters.csv_report import HEADS, render
from guidelint.reporters.options import Options


def rows(*findings, **fields):
    text = render(a_report(*findings, **fields), Options())
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_finding_is_a_row_under_chinese_heads():
    assert render(a_report(a_finding()), Options()) == (
        "\ufeff严重程度,规则,实施主体,编码,事项名称,路径,来源,位置,问题,建议,依据\r\n"
        "error,materials.source-missing,市公安局,A1,身份证办理,$.materials[0].source,guides/a.yaml,3:5,"
        "材料“户口簿”没有来源渠道,填写来源渠道,GB/T 39554.1-2020 表 5\r\n"
    )


def test_english_heads_are_the_words_of_the_contract():
    text = "severity,rule,authority,code,name,path,source,place,message,advice,basis"
    assert rows(language="en") == [text.split(",")]


def test_every_row_has_as_many_cells_as_there_are_heads():
    nobody = RecordRef(None, None, None, 3)
    found = rows(a_finding(record=None, basis=()), a_finding(record=nobody, advice=""))
    assert [row[2:5] for row in found[1:]] == [["", "", ""], ["", "", ""]]
    assert {len(row) for row in found} == {len(HEADS["zh"]), len(HEADS["en"])}


def test_a_place_is_a_line_and_column_or_a_cell_and_bases_are_joined():
    bases = (Basis("条例", "第三条"), Basis(None, reason="惯例"))
    _, row = rows(a_finding(region=(12, 7, 12, 8, "事项!G12"), basis=bases))
    assert (row[7], row[10]) == ("事项!G12", "《条例》第三条；惯例")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("  =1", "'  =1"),
        ("\u3000＠a", "'\u3000＠a"),
        ("\t=1", "␉=1"),
        ("\r=1", "␍=1"),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
        ("", ""),
    ],
)
def test_no_cell_begins_as_a_formula(text, cell):
    _, row = rows(a_finding(message=text))
    assert row[8] == cell


def test_a_row_is_a_line_whatever_the_text():
    message = '“a", b\r\nc\x00\x1b\u2028\u202e\ud800'
    text = render(a_report(a_finding(message=message)), Options())
    assert text.encode()
    assert text.count("\r\n") == 2
    assert len(text.splitlines()) == 2
    assert ',"“a"", b␍␊c␀␛\\u2028\\u202e\\ud800",' in text


def test_for_a_gbk_console_there_is_no_mark_and_every_character_can_be_written():
    text = render(a_report(a_finding(message="😀完")), Options(unicode=False))
    assert text.encode("gbk").startswith("严重程度".encode("gbk"))
    assert ",?完," in text
