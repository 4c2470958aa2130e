"""Facts of files from their bytes: types, defects, and limits for hostile files."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from guidelint.attachments import MAX_BYTES, FileFacts, Files, facts, is_path
from guidelint.attachments.file_facts import heading_of
from guidelint.attachments.office import MAX_TEXT

FORMS = Path(__file__).resolve().parents[2] / "fixtures/forms/guides/表格"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _zip(**parts: str | bytes) -> bytes:
    """An archive; `__` in a name is a slash, `_` before the extension a dot."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def _docx(body: str) -> bytes:
    return _zip(word__document=f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")


def _of(name: str) -> FileFacts:
    return facts(name, (FORMS / name).read_bytes())


def _locked_entry() -> bytes:
    data = bytearray(_docx("<w:p/>"))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


BAD: list[tuple[str, bytes | None, str | None]] = [
    ("a.docx", None, "missing"),
    ("a.docx", b"", "empty"),
    ("a.exe", b"MZ", "blocked"),
    ("a.RAR", b"Rar!\x1a\x07\x00", "blocked"),
    ("a.lnk", b"L\0\0\0", "blocked"),
    ("a.docx", b"%PDF-1.4 %%EOF", "magic"),
    ("a.docx", b"MZ" + b"\0" * 60, "magic"),
    ("a.docx", OLE, "magic"),
    ("a.docx", _zip(xl__workbook="<a/>"), "magic"),
    ("a.docx", _zip(other="<a/>"), "magic"),
    ("a.pdf", b"\x89PNG\r\n\x1a\n", "magic"),
    ("a.png", "文字".encode(), "magic"),
    ("a.docx", _docx("<w:p/>")[:80], "damaged"),
    ("a.docx", _zip(word__document="<w:document"), "damaged"),
    ("a.docx", _zip(word__document=b"\xff\xfe\x00"), "damaged"),
    ("a.pdf", b"%PDF-1.4\n1 0 obj", "damaged"),
    ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "locked"),
    ("a.docx", _locked_entry(), "locked"),
    ("a.doc", OLE, None),
    ("a.wps", OLE, None),
    ("a.et", OLE, None),
    ("a.doc", _docx("<w:p/>"), None),
    ("a.doc", b"{\\rtf1 }", None),
    ("a.doc", b"\xef\xbb\xbf <html>", None),
    ("a.xls", b"a\tb\n", None),
    ("a.jpg", b"\x89PNG\r\n\x1a\n", None),
    ("a.webp", b"RIFF\0\0\0\0WEBP", None),
    ("a.pdf", b"\n%PDF-1.4 %%EOF", None),
    ("a.ofd", _zip(OFD="<a/>"), None),
    ("a.zip", _docx("<w:p/>"), None),
    ("a.unknown", b"\0\1\2", None),
    ("a.txt", "\ufeff表".encode("utf-16"), None),
]


@pytest.mark.parametrize(("name", "data", "problem"), BAD, ids=lambda value: str(value)[:24])
def test_what_is_wrong_with_a_file(name: str, data: bytes | None, problem: str | None) -> None:
    assert facts(name, data).problem == problem


def test_a_word_file_says_its_rows_with_empty_cells() -> None:
    told = _of("低保申请表.docx")
    assert (told.kind, told.problem, told.heading, told.text) == (
        "docx",
        None,
        "最低生活保障申请表",
        "最低生活保障申请表\n姓名 \t \t性别 \t \t\n居民身份证号码 \t \t联系电话 \t \t\n家庭住址 \t \t家庭人口 \t \t",
    )


def test_a_workbook_says_its_rows_with_empty_cells() -> None:
    told = _of("临时救助登记表.xlsx")
    assert (told.kind, told.text) == ("xlsx", "临时救助登记表\t\n姓名\t\t电话\t\t\n开户行\t\t账号\t\t")


def test_inline_texts_and_plain_numbers_of_a_workbook_are_read() -> None:
    cells = (
        '<c t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r></is></c><c><v>42</v></c><c t="s"><v>9</v></c>'
    )
    sheet = f"<worksheet {S}><sheetData><row>{cells}</row></sheetData></worksheet>"
    told = facts("a.xlsx", _zip(xl__workbook="<a/>", xl__worksheets__sheet1=sheet))
    assert told.text == "张三\t42\t9\t"


def test_what_word_writes_twice_for_old_programs_is_read_once() -> None:
    run = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    body = f"<mc:AlternateContent>{run.format('新')}<mc:Fallback>{run.format('旧')}</mc:Fallback></mc:AlternateContent>"
    assert facts("a.docx", _docx(body)).text == "新"


def test_the_text_of_a_pdf_is_read() -> None:
    told = _of("承诺书.pdf")
    assert (told.kind, told.text) == ("pdf", "诚信承诺书\n承诺人：____\n日期：____\n单位：____")


def test_half_a_pdf_is_damaged() -> None:
    assert _of("承诺书半截.pdf") == FileFacts(
        "承诺书半截.pdf", 888, "pdf", _of("承诺书半截.pdf").sha256, problem="damaged"
    )


def test_without_the_extra_a_pdf_has_no_text_and_nothing_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    told = _of("承诺书.pdf")
    assert (told.text, told.problem) == (None, None)


def test_a_pdf_that_its_reader_cannot_follow_has_no_text() -> None:
    told = facts("a.pdf", b"%PDF-1.4\ntrailer << /Root 9 0 R >>\nstartxref\n3\n%%EOF")
    assert (told.text, told.problem) == (None, None)


def test_a_zip_bomb_is_never_unpacked() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (25 << 20))
    assert facts("a.docx", out.getvalue()).problem == "damaged"


def test_an_archive_of_very_many_parts_is_never_unpacked() -> None:
    parts = {f"p{number}": "" for number in range(5001)}
    assert facts("a.docx", _zip(word__document="<a/>", **parts)).problem == "damaged"


def test_no_entity_is_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    head = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "inside">]>'
    body = f"<w:document {W}><w:p><w:r><w:t>一&x;&y;</w:t></w:r></w:p></w:document>"
    assert (facts("a.docx", _zip(word__document=head + body)).text or "").strip() == "一"


def test_a_text_is_cut_at_its_limit() -> None:
    body = f"<w:p><w:r><w:t>{'字' * (MAX_TEXT + 5)}</w:t></w:r></w:p>"
    assert len(facts("a.docx", _docx(body)).text or "") == MAX_TEXT


def test_a_very_large_file_is_not_read() -> None:
    told = facts("a.docx", b"PK\x03\x04" + bytes(MAX_BYTES))
    assert (told.kind, told.sha256, told.problem) == ("zip", "", None)


PATHS = [
    ("申请表.docx", True),
    ("表格/申请表.DOCX", True),
    ("..\\表格\\申请表.et", True),
    ("a/b.7z", True),
    ("forms/a.com", True),
    ("表.cn", True),
    ("https://www.example.gov.cn/a.docx", False),
    ("file:///etc/passwd.txt", False),
    ("www.example.com/a.docx", False),
    ("zwfw.example.gov.cn", False),
    ("e472b8d6-6512-6b69-1c69-aca45c1bdaa6", False),
    ("/files/a.docx", False),
    ("C:\\files\\a.docx", False),
    ("\\\\server\\a.docx", False),
    ("~/a.docx", False),
    ("申请表", False),
    (".docx", False),
    ("申请表.docx（空表）", False),
    ("第1.2", False),
    ("申请表.", False),
    ("", False),
    ("表" * 400 + ".docx", False),
    ("申请表\n样表.docx", False),
]


@pytest.mark.parametrize(("text", "expected"), PATHS)
def test_only_a_relative_path_with_an_extension_names_a_file(text: str, expected: bool) -> None:
    assert is_path(text) is expected


HEADINGS = [
    ("附件1\n低保申请表\n姓名：____", "低保申请表"),
    ("（样表）\n编号：2021001\n华容县\n低保申请表\n姓名\t", "华容县\n低保申请表"),
    ("申请书\n姓名：\n\n华容县工商局 制", "申请书\n华容县工商局 制"),
    ("申请书\n编制说明", "申请书\n编制说明"),
    ("____", None),
]


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_the_heading_is_the_title_and_who_made_the_form(text: str, expected: str | None) -> None:
    assert heading_of(text) == expected


def test_a_file_is_looked_at_once() -> None:
    looked: list[str] = []

    def look(path: str) -> FileFacts:
        looked.append(path)
        return FileFacts(path)

    files = Files(look)
    for number in (1, 1, 2):
        files.of(f"{number}.docx")
    assert looked == ["1.docx", "2.docx"]


def test_the_facts_of_the_first_files_make_room_for_others() -> None:
    looked: list[str] = []
    files = Files(lambda path: looked.append(path) or FileFacts(path))  # type: ignore[func-returns-value]
    for number in (*range(129), 0):
        files.of(str(number))
    assert looked.count("0") == 2
