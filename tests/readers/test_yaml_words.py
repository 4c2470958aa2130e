"""Syntax errors in YAML are reported in Chinese, followed by the library's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidelint.cli import main
from guidelint.readers.yaml.reader import YamlTree


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("name: 甲: 乙", "含冒号的文字要加引号", "mapping values are not allowed in this context"),
        ("- name: 甲\nname: 乙", "列表里的这一行不以 - 开头", "did not find expected '-' indicator"),
        ("name: @甲", "要加引号", "found character that cannot start any token"),
        ('name: "甲', "多半缺少引号", "found unexpected end of stream"),
        ("name: *甲", "以它们开头的文字要加引号", "did not find expected alphabetic or numeric character"),
        ("name: \x01甲", "有不能出现的控制字符", "control characters are not allowed"),
    ],
)
def test_a_slip_in_yaml_is_told_in_chinese(text: str, chinese: str, english: str) -> None:
    reason = YamlTree(text).problems[0].args["reason"]
    assert chinese in reason
    assert reason.endswith(f" ({english})")


def test_a_slip_in_a_config_is_told_in_either_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "guidelint.yaml"
    config.write_text('lang: "zh" en\n', "utf-8")
    for language, told in (("zh", "这里应是键"), ("en", "did not find expected key")):
        assert main(["check", str(tmp_path), "--config", str(config), "--lang", language]) == 2
        assert told in capsys.readouterr().err
