from __future__ import annotations

import pytest

from guidelint.values.identity.body_names import plain_body


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("华容县公安局", "华容县公安局"),
        (" 华容县　公安局\n交警大队 ", "华容县公安局交警大队"),
        ("华容县公安局(户政)", "华容县公安局（户政）"),
        ("华容县 APEC 商务旅行卡 Service Desk 窗口", "华容县APEC商务旅行卡Service Desk窗口"),
        ("Bureau of  Civil Affairs (North)", "Bureau of Civil Affairs (North)"),
        ("", ""),
    ],
)
def test_a_body_has_one_spelling(name: str, plain: str) -> None:
    assert plain_body(name) == plain
