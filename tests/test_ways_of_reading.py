"""A reader's fast path gives the same report byte for byte as its general path."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guidelint.readers.csv import reader as csv_reader
from guidelint.readers.html import builder as html_builder
from guidelint.readers.html import reader as html_reader
from guidelint.readers.table.sheet import text_of
from guidelint.readers.workbook import reader as workbook
from guidelint.readers.xml import reader as xml_reader
from guidelint.readers.xml.places import ListPlaces
from guidelint.reporters import render
from guidelint.reporters.options import Options
from guidelint.run.engine import run
from guidelint.sources.inputs import Input
from guidelint.writers import write
from test_six_forms import records, ruleset, source_of

Patch = pytest.MonkeyPatch


class _Forgetful:
    """What shows every cell anew."""

    def __init__(self, show: Callable[[object], str | None] = text_of) -> None:
        self.__getitem__ = show


def _give_up(builder: object) -> None:
    raise html_builder._EndlessError


def sources(form: str) -> list[Input]:
    if form == "html":
        return [source_of(form, number, record) for number, record in enumerate(records())]
    main, *others = write(form, records())
    beside = {"all" + other.suffix: other.content for other in others}
    return [Input(f"all.{form}", f".{form}", lambda: main.content, False, lambda: beside)]


def report(form: str) -> str:
    return render("sarif", run(ruleset(), sources(form)), Options())


@pytest.mark.parametrize(
    ("form", "long_way"),
    [
        ("xml", lambda patch: patch.setattr(xml_reader, "_LONG", 1 << 60)),
        ("html", lambda patch: patch.setattr(html_builder._Builder, "take_tags", _give_up)),
        ("html", lambda patch: patch.setattr(html_reader, "plain_matters", lambda text, labels: None)),
        ("xlsx", lambda patch: patch.setattr(workbook, "Texts", _Forgetful)),
        ("csv", lambda patch: patch.setattr(csv_reader, "Texts", _Forgetful)),
    ],
)
def test_the_short_way_and_the_long_way_give_one_report(
    form: str, long_way: Callable[[Patch], None], monkeypatch: Patch
) -> None:
    short = report(form)
    long_way(monkeypatch)
    assert short == report(form)


def test_the_list_of_the_repository_is_long_enough_to_be_read_member_by_member() -> None:
    tree = xml_reader.XmlTree(write("xml", records())[0].content.decode())
    assert isinstance(tree._places, ListPlaces)
