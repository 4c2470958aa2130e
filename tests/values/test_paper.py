from __future__ import annotations

import pytest

from guidelint.values.materials.paper import asks_for_paper


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("网上申请后仍须提交纸质材料", "仍须提交纸质"),
        ("网上申请通过后，另须到窗口提交纸质原件两套", "另须到窗口提交纸质原件"),
        ("电子件审核通过后，申请人仍须到办税厅提交纸质材料", "仍须到办税厅提交纸质"),
        ("需将纸质材料邮寄至窗口", "需将纸质材料邮寄至"),
        ("网上受理后3日内将纸质材料送至窗口", "网上受理后3日内将纸质材料送至"),
        ("审批通过后递交纸质材料", "审批通过后递交纸质"),
        ("预审通过后到窗口办理需提交纸质原件", "需提交纸质原件"),
        ("需提供原件和扫描件", "需提供原件"),
        ("窗口办理需提交纸质原件，网上办理上传电子件", None),
        ("到窗口办理请携带原件", None),
        ("需提供原件清晰扫描件", None),
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
