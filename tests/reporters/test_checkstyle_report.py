from __future__ import annotations

from lxml import etree
from report_factory import a_finding, a_report

from guidelint.reporters.checkstyle import render
from guidelint.reporters.options import Options


def test_errors_stand_under_their_files():
    report = a_report(
        a_finding(),
        a_finding("r.b", "b.yaml", (1, 2, 3, 4), severity="info", message="m", advice=""),
        a_finding(severity="warning", message="m", advice=""),
    )
    assert render(report, Options()) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<checkstyle version="4.3">\n'
        '  <file name="guides/a.yaml">\n'
        '    <error line="3" column="5" severity="error" message="材料“户口簿”没有来源渠道。填写来源渠道。"'
        ' source="guidelint.materials.source-missing"/>\n'
        '    <error line="3" column="5" severity="warning" message="m。"'
        ' source="guidelint.materials.source-missing"/>\n'
        "  </file>\n"
        '  <file name="b.yaml">\n'
        '    <error line="1" column="2" severity="info" message="m。" source="guidelint.r.b"/>\n'
        "  </file>\n"
        "</checkstyle>\n"
    )


def test_no_findings_are_an_empty_document():
    assert render(a_report(), Options()) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n</checkstyle>\n'
    )


def test_hostile_text_comes_back_as_visible_text():
    message = "\x00\x1b]8;;\x07<a href=\"x\" b='y'>&amp;]]>\u202e\ud800\uffff\ufffe\r\n\t完"
    text = render(a_report(a_finding(source='a"<&\n.yaml', message=message, advice="")), Options())
    (file,) = etree.fromstring(text.encode())
    assert file.get("name") == 'a"<&\n.yaml'
    assert file[0].get("message") == (
        "␀␛]8;;␇<a href=\"x\" b='y'>&amp;]]>\\u202e\\ud800\\uffff\\ufffe␍\n\t完。"
    )


def test_a_cell_is_named_in_the_message():
    text = render(a_report(a_finding(region=(12, 7, 12, 8, "事项!G12"))), Options())
    error = etree.fromstring(text.encode())[0][0]
    assert (error.get("line"), error.get("column")) == ("12", "7")
    assert error.get("message").startswith("[事项!G12] 材料")


def test_where_the_encoding_is_not_certain_the_document_is_ascii_and_says_the_same():
    report = a_report(a_finding(message="身份证😀"))
    ascii_text = render(report, Options(unicode=False))
    assert ascii_text.isascii()
    trees = [etree.fromstring(text.encode()) for text in (ascii_text, render(report, Options()))]
    assert etree.tostring(trees[0]) == etree.tostring(trees[1])
