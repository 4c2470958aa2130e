"""Word guides: tables of labels and of lists, headings, lines with labels, several guides, bad packages."""

from __future__ import annotations

import sys
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from workbook_factory import NAMES

from guidelint.location import Path
from guidelint.readers.docx.reader import DocxTree
from linting import lint, short, source

Build = Callable[[Any], object]


def docx(build: Build) -> bytes:
    document = Document()
    build(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def table(document: Any, *rows: str, merged: tuple[tuple[int, int, int, int], ...] = ()) -> Any:
    """A table from rows of cells between bars; `merged` are ranges by first and last row and column."""
    cells = [row.split("|") for row in rows]
    made = document.add_table(len(cells), len(cells[0]))
    for row, texts in zip(made.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for top, left, bottom, right in merged:
        text = made.cell(top, left).text
        made.cell(top, left).merge(made.cell(bottom, right)).text = text
    return made


def tree(build: Build) -> DocxTree:
    return DocxTree(docx(build), NAMES)


def cell(found: DocxTree, *path: str | int) -> str | None:
    return found.region(path).cell


def guide(document: Any) -> None:
    """A guide as offices write them."""
    document.add_paragraph("取水许可办事指南")
    table(
        document,
        "实施编码|A1|事项类型|行政许可",
        "办理地点|中山路1号|办理时间|工作日 9:00-12:00",
        "受理条件|有取水口||",
        merged=((2, 1, 2, 3),),
    )
    document.add_heading("申请材料", 2)
    table(
        document,
        "序号|材料名称|来源渠道|份数",
        "1|申请书|申请人自备|1",
        "2|身份证||2",
        "3|户口簿||1",
        merged=((2, 2, 3, 2),),
    )
    document.add_heading("办理流程", 2)
    document.add_paragraph("窗口收件")
    document.add_paragraph("当场发证")
    document.add_paragraph("咨询电话：0999-4221234")


GUIDE = {
    "事项名称": "取水许可",
    "实施编码": "A1",
    "事项类型": "行政许可",
    "办理地点": "中山路1号",
    "办理时间": "工作日 9:00-12:00",
    "受理条件": "有取水口",
    "申请材料": [
        {"材料名称": "申请书", "来源渠道": "申请人自备", "份数": "1"},
        {"材料名称": "身份证", "来源渠道": "", "份数": "2"},
        {"材料名称": "户口簿", "来源渠道": "", "份数": "1"},
    ],
    "办理流程": "窗口收件\n当场发证\n咨询电话：0999-4221234",
    "咨询电话": "0999-4221234",
}


def test_a_guide_of_title_tables_headings_and_lines_is_one_matter() -> None:
    assert tree(guide).root == [GUIDE]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ((0, "事项名称"), "段落1"),
        ((0, "办理时间"), "表格1!D2"),
        ((0, "受理条件"), "表格1!B3"),
        ((0, "申请材料", 0, "材料名称"), "表格2!B2"),
        ((0, "申请材料", 1, "来源渠道"), "表格2!C3"),
        ((0, "申请材料", 1, "形式"), "表格2!B3"),
        ((0, "办理流程"), "段落4"),
        ((0, "咨询电话"), "段落6"),
        ((0, "监督投诉方式"), "段落1"),
    ],
)
def test_every_text_has_a_place_that_a_person_can_go_to(path: Path, name: str) -> None:
    assert cell(tree(guide), *path) == name


def test_lines_are_the_paragraphs_and_the_rows_in_order() -> None:
    found = tree(guide)
    regions = [found.region(path) for path in ((0, "事项名称"), (0, "办理时间"), (0, "咨询电话"))]
    assert [(region.line, region.column) for region in regions] == [(1, 1), (3, 4), (13, 1)]


def test_a_finding_stands_at_the_cell() -> None:
    report = lint(source("a.docx", docx(guide)))
    sources = [finding for finding in report.findings if finding.rule == "materials.source-missing"]
    assert [(f.path, f.location.region.cell) for f in sources] == [
        ("$.materials[1].source", "表格2!C3"),
        ("$.materials[2].source", "表格2!C3"),
    ]


def two_tables(document: Any) -> None:
    document.add_heading("目录", 1)
    table(document, "序号|事项名称|实施主体", "1|甲许可|甲局", "2|乙许可|乙局")
    document.add_heading("甲", 1)
    table(document, "事项名称|甲许可", "办理地点|甲路")
    document.add_heading("乙", 1)
    table(document, "事项名称|乙许可", "办理地点|乙路")


def titles(document: Any) -> None:
    document.add_paragraph("某县水利局办事指南")
    document.add_page_break()
    for name in ("甲许可", "乙许可"):
        document.add_paragraph(f"《{name}》服务指南")
        document.add_paragraph("办理地点：一楼")


def stacked(document: Any) -> None:
    table(document, "事项名称|甲许可", "办理地点|甲路", "事项名称|乙许可", "办理地点|乙路")


def rows(document: Any) -> None:
    table(document, "事项名称|办理地点", "甲许可|甲路", "乙许可|乙路")


@pytest.mark.parametrize(
    ("first", "centred", "name"),
    [
        ("取水许可", True, "取水许可"),
        ("取水许可", False, None),
        ("某县水利局", True, None),
        ("取水许可审批事项", True, None),
        ("《取水许可》办事指南", False, "取水许可"),
        ("【办事指南】取水许可", False, "取水许可"),
    ],
)
def test_the_first_paragraph_may_be_the_title(first: str, centred: bool, name: str | None) -> None:
    def build(document: Any) -> None:
        document.add_paragraph(first).alignment = 1 if centred else None
        document.add_paragraph("办理地点：中山路1号")
        document.add_paragraph("现场查验").alignment = 1

    (matter,) = tree(build).root
    assert (matter.get("事项名称"), matter["办理地点"]) == (name, "中山路1号")


_PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC"
)


def test_a_picture_may_be_all_of_the_process() -> None:
    def below_heading(document: Any) -> None:
        for text in ("取水许可办事指南", "办理地点：中山路1号", "办理流程"):
            document.add_paragraph(text)
        document.add_picture(BytesIO(_PICTURE))

    def in_cell(document: Any) -> None:
        made = table(document, "事项名称|取水许可", "办理流程|", "办理地点|中山路1号")
        made.cell(1, 1).paragraphs[0].add_run().add_picture(BytesIO(_PICTURE))

    for build in (below_heading, in_cell):
        (matter,) = tree(build).root
        assert (matter["流程图"], matter["办理地点"]) == (["media/image1.png"], "中山路1号")


@pytest.mark.parametrize(
    ("build", "names"),
    [
        (two_tables, ["甲许可", "乙许可"]),
        (titles, ["甲许可", "乙许可"]),
        (stacked, ["甲许可", "乙许可"]),
        (rows, ["甲许可", "乙许可"]),
        (guide, ["取水许可"]),
    ],
)
def test_a_document_holds_as_many_matters_as_it_names(build: Build, names: list[str]) -> None:
    assert [matter["事项名称"] for matter in tree(build).root] == names


def test_a_title_above_a_table_of_matters_names_none_of_them() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("消防窗口办事指南")
        table(
            document, "事项名称|所需材料|咨询电话", "营业前检查|申请表|65910025", "消防验收|申请表|65910025"
        )

    assert [matter["事项名称"] for matter in tree(build).root] == ["营业前检查", "消防验收"]


def bold_label(document: Any) -> None:
    document.add_paragraph("事项名称：取水许可")
    line = document.add_paragraph()
    line.add_run("办理").bold = True
    line.add_run("地点：").bold = True
    line.add_run("中山路")
    line.add_run().add_break()
    line.add_run("1号")


def inserted(document: Any) -> None:
    line = document.add_paragraph("事项名称：")._p
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for tag, text in (("del", "旧"), ("ins", "新许可")):
        change = line.makeelement(word + tag)
        run = change.makeelement(word + "r")
        words = run.makeelement(word + ("delText" if tag == "del" else "t"))
        words.text = text
        run.append(words)
        change.append(run)
        line.append(change)


def side(document: Any) -> None:
    table(
        document,
        "事项名称|取水许可||",
        "申请材料|材料名称|份数|来源渠道",
        "|申请书|1|自备",
        "|身份证|2|自备",
        merged=((0, 1, 0, 3), (1, 0, 3, 0)),
    )


def nested(document: Any) -> None:
    outer = table(document, "事项名称|取水许可", "申请材料|")
    inner = outer.cell(1, 1).add_table(2, 2)
    for at, text in enumerate(("材料名称", "份数", "申请书", "1")):
        inner.cell(at // 2, at % 2).text = text


def listed(document: Any) -> None:
    document.add_paragraph("办理地点：甲")
    document.add_paragraph("设定依据", style="List Number")
    for text in ("水法", "条例"):
        document.add_paragraph(text, style="List Bullet")


def bold_labels(document: Any) -> None:
    for label, text in (("事项名称：", "取水许可"), ("办理地点：", ""), ("办理时间：", "全天")):
        line = document.add_paragraph()
        line.add_run(label).bold = True
        line.add_run(text)


BOX = (
    "<w:p {0}><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{1}</w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict>{1}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
NAMES_OF_XML = (
    "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
    "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
)


def boxes(document: Any) -> None:
    document.add_paragraph("办理地点：中山路1号")
    for text in ("审查", "咨询电话：1"):
        inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
        document.element.body.insert(1, parse_xml(BOX.format(NAMES_OF_XML, inner)))


def test_a_text_box_with_a_label_is_read_once_where_it_hangs() -> None:
    found = tree(boxes)
    assert found.root == [{"办理地点": "中山路1号", "咨询电话": "1"}]
    assert cell(found, 0, "咨询电话") == "文本框1"


def link(document: Any) -> None:
    document.add_paragraph("办理地点：甲")
    line = document.add_paragraph("网办地址：")
    number = document.part.relate_to("https://a.cn/x?a=1&b=2", RT.HYPERLINK, is_external=True)
    made = line._p.makeelement(qn("w:hyperlink"), {qn("r:id"): number})
    made.append(line.add_run("在线办理")._r)
    line._p.append(made)


def lines_in_a_cell(document: Any) -> None:
    made = table(document, "事项名称|取水许可", "办理地点|一楼")
    made.cell(1, 1).add_paragraph("二楼")


@pytest.mark.parametrize(
    ("build", "matter"),
    [
        (bold_label, {"事项名称": "取水许可", "办理地点": "中山路\n1号"}),
        (bold_labels, {"事项名称": "取水许可", "办理地点": "", "办理时间": "全天"}),
        (link, {"办理地点": "甲", "网办地址": "https://a.cn/x?a=1&b=2"}),
        (listed, {"办理地点": "甲", "设定依据": ["水法", "条例"]}),
        (inserted, {"事项名称": "新许可"}),
        (nested, {"事项名称": "取水许可", "申请材料": [{"材料名称": "申请书", "份数": "1"}]}),
        (lines_in_a_cell, {"事项名称": "取水许可", "办理地点": "一楼\n二楼"}),
        (
            side,
            {
                "事项名称": "取水许可",
                "申请材料": [
                    {"材料名称": "申请书", "份数": "1", "来源渠道": "自备"},
                    {"材料名称": "身份证", "份数": "2", "来源渠道": "自备"},
                ],
            },
        ),
    ],
)
def test_what_a_document_says_is_read_however_it_is_laid_out(build: Build, matter: dict[str, Any]) -> None:
    assert tree(build).root == [matter]


def test_a_cell_of_a_nested_table_is_at_the_cell_that_holds_it() -> None:
    assert cell(tree(nested), 0, "申请材料", 0, "份数") == "表格1!B2"


@pytest.mark.parametrize("text", ["今天开会。", "请看：附件", "地点：会议室"])
def test_a_document_that_is_no_guide_is_unrecognised(text: str) -> None:
    report = lint(source("a.docx", docx(lambda document: document.add_paragraph(text))))
    assert (report.records, short(report)) == (0, [("source.unrecognised", 1, 1)])


def bomb() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (60 << 20))
    return buffer.getvalue()


def other_package() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "rule", "word"),
    [
        (b"PK\x03\x04", "source.unreadable", "damaged"),
        (docx(guide)[:-400], "source.unreadable", "damaged"),
        (docx(guide)[:2000], "source.unreadable", "damaged"),
        (b"{\\rtf1}", "source.unsupported", "not a DOCX"),
        (other_package(), "source.unsupported", "not a DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "source.unsupported", "Word 97"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "source.unreadable",
            "password",
        ),
        (bomb(), "source.unreadable", "beyond all bounds"),
    ],
)
def test_a_package_that_cannot_be_read_says_why(data: bytes, rule: str, word: str) -> None:
    found = DocxTree(data, NAMES)
    assert found.root is None
    assert [(problem.rule, word in problem.args["reason"]) for problem in found.problems] == [(rule, True)]


def test_without_the_extra_the_finding_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(guide)
    monkeypatch.setitem(sys.modules, "docx", None)
    report = lint(source("a.docx", data))
    assert short(report) == [("source.unsupported", 1, 1)]
    assert "pip install 'guidelint[docx]'" in report.findings[0].message


def test_the_library_is_loaded_for_word_documents_alone() -> None:
    text = FilePath(sys.modules["guidelint.readers.docx.reader"].__file__ or "").read_text("utf-8")
    assert "\nfrom docx" not in text
