from __future__ import annotations

import pytest
from report_factory import a_finding, a_report

from guidelint.finding import NotChecked, RecordRef, Suppressed
from guidelint.reporters import render
from guidelint.reporters.options import Options
from guidelint.reporters.visible import visible


@pytest.mark.parametrize(
    ("text", "unicode", "plain"),
    [
        ("办理地点 A-1", "办理地点 A-1", "办理地点 A-1"),
        ("\x1b[31m", "␛[31m", "\\x1b[31m"),
        ("a\nb\tc\r", "a␊b␉c␍", "a\\x0ab\\x09c\\x0d"),
        ("\x7f", "␡", "\\x7f"),
        ("\x9b2J", "\\x9b2J", "\\x9b2J"),
        ("a\u202eb", "a\\u202eb", "a\\u202eb"),
        ("\u2066x\u2069", "\\u2066x\\u2069", "\\u2066x\\u2069"),
        ("零\u200b宽\ufeff", "零\\u200b宽\\ufeff", "零\\u200b宽\\ufeff"),
        ("\U000e0041", "\\U000e0041", "\\U000e0041"),
        ("半\ud83d", "半\\ud83d", "半\\ud83d"),
        ("e\u0301", "e\u0301", "e?"),
        ("😀", "😀", "?"),
        ("👨\u200d👩", "👨\u200d👩", "???"),
        ("㐀 “”—…·、", "㐀 “”—…·、", "? “”—…·、"),
    ],
)
def test_what_hides_or_drives_is_written_out(text, unicode, plain):
    assert (visible(text), visible(text, unicode=False)) == (unicode, plain)


def test_a_kept_character_stays():
    assert visible("a\tb\x1b", keep="\t") == "a\tb␛"


HOSTILE = "\x1b]0;x\x07\u202e\u2066\x9b\r\n\u2028\ud800"


def _hostile_report():
    finding = a_finding(
        source=f"a{HOSTILE}.yaml",
        rule=f"local.r{HOSTILE}",
        message=HOSTILE,
        advice=HOSTILE,
        path=HOSTILE,
        snippet=HOSTILE,
        record=RecordRef(None, HOSTILE, HOSTILE, 0),
        region=(1, 1, 1, 4, HOSTILE),
    )
    not_checked = (NotChecked("*", HOSTILE, HOSTILE),)
    excused = (Suppressed(finding, "inSource", HOSTILE),)
    return a_report(finding, suppressed=excused, baselined=(finding,), not_checked=not_checked)


@pytest.mark.parametrize("name", ["rich", "concise", "github", "json", "jsonl"])
@pytest.mark.parametrize("unicode", [True, False])
def test_a_hostile_guide_cannot_drive_the_terminal(name, unicode):
    text = render(name, _hostile_report(), Options(unicode=unicode, verbose=True))
    assert [character for character in text if visible(character, keep="\n") != character] == []
    assert text.encode("utf-8").decode("utf-8") == text


@pytest.mark.parametrize("name", ["rich", "concise"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_unicode_every_character_is_in_gbk(name, language):
    shared = [
        a_finding(source=f"g{number}.yaml", message="㐀😀 ✖ 缺少电话", snippet="name: 😀 € ü é", fix=None)
        for number in range(6)
    ]
    single = a_finding(severity="warning", region=(1, 1, 1, 3), snippet="名称：很长" * 60, rule="text.x")
    light = a_finding(severity="info", record=None, rule="source.encoding")
    report = a_report(
        *shared,
        single,
        light,
        suppressed=(Suppressed(light, "external", "原因 😀"),),
        not_checked=(NotChecked("*", "x", "y"),),
        language=language,
    )
    for verbose in (True, False):
        text = render(name, report, Options(unicode=False, verbose=verbose))
        assert text.encode("gbk").decode("gbk") == text
        assert "缺少电话" in text


@pytest.mark.parametrize("name", ["rich", "concise"])
def test_a_clean_report_without_unicode_is_in_gbk(name):
    assert render(name, a_report(), Options(unicode=False)).encode("gbk")
