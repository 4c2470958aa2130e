"""Materials in lines: what is a material, what is said of it, and what only stands above it."""

from __future__ import annotations

import pytest

from guidelint.readers.material_lines import in_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.表\n2.证\n注：1.盖章；\n2.一式两份", ["表", "证 <注：1.盖章；/2.一式两份>"]),
        ("表\n证\n备注：\n复印件盖章", ["表", "证 <备注：/复印件盖章>"]),
        ("注：各一份\n表\n证", ["[注：各一份]", "表", "证"]),
        ("表\n注：盖章\n证", ["表 <注：盖章>", "证"]),
        ("一、网上提交\n1.表\n二、窗口提交\n1.证", ["[一、网上提交]", "表", "[二、窗口提交]", "证"]),
        ("（一）个人：\n1.表\n2.证", ["[（一）个人：]", "表", "证"]),
        ("网上提交\n1.表\n2.证\n窗口提交\n1.照片", ["[网上提交]", "表", "证", "[窗口提交]", "照片"]),
        ("企业：\n表\n个人：\n证", ["[企业：]", "表", "[个人：]", "证"]),
        (
            "1.申请书，应当载明：\n（1）名称\n（2）地址\n2.章程",
            ["申请书，应当载明：/（1）名称/（2）地址", "章程"],
        ),
        (
            "1.下列之一\n（1）表\n（2）证\n二、其他\n1.照片",
            ["下列之一/（1）表/（2）证", "[二、其他]", "照片"],
        ),
        ("一、表\n二、证\n（原件）", ["表", "证/（原件）"]),
        ("表（一式\n两份）\n证", ["表（一式/两份）", "证"]),
        ("申请人应提供下列材料：\n表\n证", ["表", "证"]),
        ("表：\n证：", ["表：", "证："]),
        ("1. 表(1:500); 2. 证、照；3. 书。", ["表(1:500)", "证、照", "书。"]),
        ("（一）表 （二）证", ["表", "证"]),
        ("1.表，载明：（1）名称；（2）地址；2.章程", ["表，载明：（1）名称；（2）地址", "章程"]),
        ("1寸照片2张，2寸照片1张", ["1寸照片2张，2寸照片1张"]),
        ("1.表；3.证", ["1.表；3.证"]),
    ],
)
def test_materials_notes_and_titles(text: str, expected: list[str]) -> None:
    told = []
    for name, notes, is_title in in_lines(text):
        said = f"[{name}]" if is_title else f"{name} <{notes}>" if notes else name
        told.append(said.replace("\n", "/"))
    assert told == expected


@pytest.mark.parametrize(
    "piece", ["注：1.甲\n", "注：\n", "1.甲：\n（1）", "一、甲\n1.", "包括包含内容", "（\n"]
)
def test_hostile_lines_cost_no_more_than_their_length(piece: str) -> None:
    assert in_lines("1.表\n" + piece * 30_000 + "\n证")
