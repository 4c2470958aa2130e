from __future__ import annotations

import pytest

from guidelint.values.paper import asks_for_paper


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("网上申请后仍须提交纸质材料", "仍须提交纸质"),
        ("网上申请通过后，另须到窗口提交纸质原件两套", "另须到窗口提交纸质原件"),
        ("电子件审核通过后，申请人仍须到办税厅提交纸质材料", "仍须到办税厅提交纸质"),
        ("需将纸质材料邮寄至窗口", "需将纸质材料邮寄至"),
        ("上传电子件即可", None),
        ("无需提交纸质材料", None),
        ("不再需要提交纸质原件", None),
        ("须提交原件扫描件", None),
        ("选择窗口办理的，须提交纸质材料", None),
        ("原件备查", None),
    ],
)
def test_a_note_asks_for_paper_or_not(note, found):
    assert asks_for_paper(note) == found
