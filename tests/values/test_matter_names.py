"""Names of matters without what distinguishes their variants."""

from __future__ import annotations

import pytest

from guidelint.values.identity.matter_names import without_variant


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("取水许可", "取水许可"),
        ("取水许可（变更）", "取水许可"),
        ("取水许可（变更） (甲类（含地下水）)", "取水许可"),
        ("无线电台（站）设置许可", "无线电台（站）设置许可"),
        ("（补办）", "（补办）"),
        ("取水许可变更）", "取水许可变更）"),
        ("", ""),
    ],
)
def test_a_name_without_its_variant(name: str, expected: str) -> None:
    assert without_variant(name) == expected
