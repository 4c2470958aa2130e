"""Valid sources in every input format, and ways to corrupt them: the seeds of fuzzing."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

SAMPLE = Path(__file__).parents[1] / "../shared/samples/fujian/allServiceItem.xls"
RECORD = {
    "code": "000123",
    "name": "取水许可",
    "matter_type": "行政许可",
    "location": "中山路1号\n3楼",
    "hours": "工作日 9:00-12:00，13:00-17:00",
    "legal_basis": ["《中华人民共和国水法》第四十八条"],
    "materials": [
        {"name": "申请书", "type": "申请表格文书", "originals": "1", "source": "申请人自备"},
        {"name": "身份证", "copies": "2", "notes": '写"明"，用 <途>&'},
    ],
    "promised_limit": {"value": "5", "unit": "工作日"},
    "chargeable": "否",
}
_YAML = """# 一份指南
code: "000123"
name: 取水许可
location: |
  中山路1号
  3楼
hours: &h 工作日 9:00-12:00
promised_limit: {value: 5, unit: 工作日}
materials:
- name: 申请书 # guidelint: ignore[materials.source-missing] 样例
  notes: >-
    一
    二
- {name: 身份证, copies: "2", criteria: *h}
"""
_XML = """<?xml version="1.0" encoding="UTF-8"?>
<!-- 一份 --><records><record><code>1</code><name>取水许可</name><hours><![CDATA[全天 <x>]]></hours>
<materials><material id="1"><name>申请书</name></material><material><name>身份证&amp;</name></material>
</materials>
<promised_limit unit="日">5</promised_limit></record></records>
"""
_HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>取水</title></head><body><h1>取水许可</h1>
<table><tr><th>事项名称</th><td colspan="3">取水许可</td></tr><tr><th rowspan=2>申请材料</th><td>材料名称</td>
<td>份数</td></tr><tr><td>申请书</td><td>1</td></tr></table><h2>办理地点</h2><p>中山路&nbsp;1号<br>3楼</p>
<dl><dt>办理时间<dd>全天</dl><ul><li>受理条件</li><li>办理流程</li></ul><div>咨询电话：0999-4221234</div></body></html>
"""
_ROWS = [
    ["事项导出表", None, None, None],
    ["实施编码", "事项名称", "办理地点", "材料名称"],
    ["1", "取水许可", '中山路"1"号，3楼', "申请书"],
    [None, None, None, "身份证"],
    ["2", "采砂许可", "城北路\n2号", "申请书"],
]


class Change(NamedTuple):
    """One spoiling: what is done, where (0 to 1), over how many bytes, and with which."""

    kind: str
    where: float
    length: int
    filling: bytes


KINDS = ("flip", "delete", "insert", "duplicate", "cut", "blank")


def spoiled(data: bytes, changes: list[Change]) -> bytes:
    """The bytes after the changes, one after the other."""
    for kind, where, length, filling in changes:
        at = int(where * len(data))
        head, piece, tail = data[:at], data[at : at + length], data[at + length :]
        made = {
            "flip": bytes(byte ^ 1 << length % 8 for byte in piece[:1]) + piece[1:],
            "delete": b"",
            "insert": filling + piece,
            "duplicate": piece * 3,
            "cut": piece,
            "blank": bytes(len(piece)),
        }[kind]
        data = head + made + (b"" if kind == "cut" else tail)
    return data


def spoiled_inside(data: bytes, entry: float, changes: list[Change]) -> bytes:
    """A zip archive with one of its entries spoiled and the rest, checksums included, in order."""
    buffer = BytesIO()
    try:
        with ZipFile(BytesIO(data)) as archive, ZipFile(buffer, "w", ZIP_DEFLATED) as made:
            names = archive.namelist()
            chosen = names[int(entry * len(names)) % len(names)]
            for name in names:
                content = archive.read(name)
                made.writestr(name, spoiled(content, changes) if name == chosen else content)
    except BadZipFile:
        return spoiled(data, changes)
    return buffer.getvalue()


def _csv(delimiter: str) -> bytes:
    rows = [['"' + (text or "").replace('"', '""') + '"' for text in row] for row in _ROWS]
    return "".join(delimiter.join(row) + "\r\n" for row in rows).encode()


def _xlsx() -> bytes:
    from xlsxwriter import Workbook

    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("事项")
        for number, row in enumerate(_ROWS):
            sheet.write_row(number, 0, row)
        sheet.merge_range("A3:A4", "1")
        sheet.write_formula("E5", "=1+1")
        sheet.write_number("F5", 45000.5)
    return buffer.getvalue()


def _ods() -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    cells = [
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text or ""}</text:p></table:table-cell>'
            for text in row
        )
        for row in _ROWS
    ]
    content = (
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" '
        f'xmlns:text="{space}text:1.0"><office:body><office:spreadsheet><table:table table:name="事项">'
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{space}manifest:1.0"/>')
    return buffer.getvalue()


def _docx() -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("取水许可办事指南", 1)
    table = document.add_table(3, 4)
    rows = (
        ("实施编码", "1", "事项类型", "行政许可"),
        ("办理地点", "中山路", "办理时间", "全天"),
        ("申请材料", "材料名称", "份数", "备注"),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 2).merge(table.cell(1, 3))
    document.add_paragraph("咨询电话：0999-4221234").add_run("加粗").bold = True
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet

    buffer = BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist([RECORD, {**RECORD, "materials": []}]), buffer)
    return buffer.getvalue()


def _xls() -> bytes:
    return SAMPLE.read_bytes() if SAMPLE.exists() else _xlsx()


def _text(text: str) -> Callable[[], bytes]:
    return text.encode


_JSON = json.dumps({"records": [RECORD]}, ensure_ascii=False, indent=1)
_LINES = f"{json.dumps(RECORD, ensure_ascii=False)}\n{json.dumps(RECORD)}\n"
_MAKERS: dict[str, Callable[[], bytes]] = {
    ".yaml": _text(_YAML), ".yml": _text(_YAML), ".json": _text(_JSON), ".jsonl": _text(_LINES),
    ".ndjson": _text(_LINES), ".xml": _text(_XML), ".html": _text(_HTML), ".htm": _text(_HTML),
    ".csv": lambda: _csv(","), ".tsv": lambda: _csv("\t"), ".xlsx": _xlsx, ".xlsm": _xlsx, ".xls": _xls,
    ".ods": _ods, ".docx": _docx, ".parquet": _parquet,
}  # fmt: skip


@cache
def seed(extension: str) -> bytes:
    """A valid source with this extension; KeyError for a format that fuzzing forgot."""
    return _MAKERS[extension]()


def named(extension: str, data: bytes) -> tuple[str, str, Any]:
    """The name, extension and bytes of a source, as an input wants them."""
    return f"a{extension}", extension, lambda: data
