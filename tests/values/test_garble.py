"""Traces of machine errors in texts: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from guidelint.values.text import garble


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办理时间\t9:00\r\n", None),
        ("（××××）湘0623行审1号，a·b，····，30°，àéî", None),
        ("锟", None),
        ("锟斤拷", "锟斤拷"),
        ("时\ufffd\ufffd", "\ufffd\ufffd"),
        ("ï¿½", "ï¿½"),
        ("°ìÀíÊ±¼ä", "°ìÀí"),
        ("¹«Ãñ", "¹«Ãñ"),
        ("身份证???复印件", "???"),
        ("怎么办???", None),
        ("\ue004\ue004", "U+E004U+E004"),
        ("一\x00楼", "U+0000"),
        ("一\x85楼", "U+0085"),
        ("\ud83d", "U+D83D"),
        ("\U000f0000", "U+F0000"),
    ],
)
def test_broken_characters(text: str, expected: str | None) -> None:
    assert garble.broken_characters(text) == expected
    assert expected is None or garble.may_be_broken(f"\n甲\n{text}\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("面积<50，且>10", None),
        ("A&B公司", None),
        ("<关于公布目录的通知>", None),
        ("<p>材料", "<p>"),
        ("</DIV>", "</DIV>"),
        ("一<br/>二", "<br/>"),
        ('<span class="a b">', '<span class="a b">'),
        ("&nbsp;", "&nbsp;"),
        ("&#160;", "&#160;"),
        ("&#x3000;", "&#x3000;"),
        ("<!--[if gte mso 9]><xml>", "<!--[if gte mso 9]>"),
        ("<![endif]-->", "<![endif]-->"),
        ('<?xml:namespace prefix = o ns = "urn:x" />', '<?xml:namespace prefix = o ns = "urn:x" />'),
        ('<st1:chsdate year="2021">', '<st1:chsdate year="2021">'),
        ("<v类企业>", None),
        ('style="x"', 'style="'),
        ("\ufeff材料", "U+FEFF"),
        ("居民\\r\\n年满18周岁", "\\r\\n"),
        ("居民_x000D_\n年满18周岁", "_x000D_"),
        ("1.居民；\\n2.年满18周岁", "\\n"),
        ("D:\\表格\\new.doc", None),
        ("表格\\n1\\申请表", None),
    ],
)
def test_markup(text: str, expected: str | None) -> None:
    assert garble.markup(text) == expected
    assert expected is None or garble.may_hold_markup(f"\n甲\n{text}\n")
