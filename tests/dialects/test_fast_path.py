"""The fast path from a row to a record gives the same record and locations as the general one."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import pytest

from guidelint.dialects import find_rows, read_record
from guidelint.dialects.mapping import _record
from guidelint.dialects.row_state import Pass
from guidelint.elements import Interned
from guidelint.evaluation.linter import Linter
from guidelint.location import Path as Way
from guidelint.record import Data
from guidelint.run.reading import Reading
from guidelint.sources.inputs import Input
from guidelint.vocabulary import RECORD
from linting import DIALECTS, ruleset

GUIDES = Path(__file__).parents[2] / "fixtures" / "huarong" / "guides"
ODD: list[Any] = [None, "", "  ", "无", "即办", ["a", "b"], "甲、乙", {"value": "5", "unit": "工作日"}, True, 7.5, [],
                  '["a", "b、c"]', '[{"name": "申请表", "copies": 1}]', "[]",
                  [{}], [None], ["无"], {"x": "y"}, [{"name": "申请表", "blank_form": ["a", "b"]}],
                  [{"name": "/", "copies": "/"}, {"name": "申请表"}],
                  ["甲"], [["甲"]], {"0": {"name": "申请表"}}, [[{"name": ["申请表"]}]]]  # fmt: skip


def rows() -> list[Any]:
    """The rows of the demonstration guides, as their sources have them."""
    linter, found = Linter(ruleset()), []
    for path in sorted(GUIDES.rglob("*.yaml")):
        tree = Reading(linter, Input(path.name, ".yaml", path.read_bytes, True)).tree()
        found += [row.value for row in find_rows(DIALECTS, tree.root)] if tree else []
    return found


ROWS = rows()


def ways(data: Data) -> list[Way]:
    """The paths of everything in a record, and of some things that are not there."""
    found: list[Way] = [
        (),
        ("hours",),
        ("no_materials",),
        ("promised_limit", "note"),
        ("materials", 99, "name"),
    ]
    for name, value in data.items():
        found.append((name,))
        if isinstance(value, list):
            for number, element in enumerate(value):
                found += [(name, number), (name, number, "source"), (name, number, "name")]
                found += [(name, number, field) for field in element] if isinstance(element, dict) else []
    return found


def changed(row: Any, rng: random.Random) -> Any:
    """A row with an odd value or two."""
    made = dict(row)
    for _ in range(rng.randint(0, 3)):
        key = rng.choice([*made, "extra", "说明"])
        if (
            isinstance(made.get(key), list)
            and made[key]
            and isinstance(made[key][0], dict)
            and rng.random() < 0.7
        ):
            element = dict(made[key][0])
            element[rng.choice([*element, "其他"])] = rng.choice(ODD)
            made[key] = [element, *made[key][1:]]
        else:
            made[key] = rng.choice(ODD)
    return made


@pytest.mark.parametrize("seed", range(40))
def test_the_short_way_leads_where_the_long_one_does(seed: int) -> None:
    rng = random.Random(seed)
    linter = Linter(ruleset())
    for row in (changed(rng.choice(ROWS), rng) for _ in range(40)):
        for found in find_rows(DIALECTS, row):
            short, long = linter.read(found, 3), read_record(found, 3)
            assert (short is None) == (long is None)
            if short is None or long is None:
                continue
            assert short.data == long.data
            assert (short.problems, short.broken, short.carries) == (long.problems, long.broken, long.carries)
            assert [short.origin(way) for way in ways(long.data)] == [
                long.origin(way) for way in ways(long.data)
            ]


@pytest.mark.parametrize("name", [field.name for field in RECORD if field.kind == "items"])
def test_one_text_stands_for_a_list_and_for_an_element_of_one(name: str) -> None:
    """Whichever was met before: a text alone is a list of one entry."""
    whole, part = {"name": "甲", name: "《条例》第七条"}, {"name": "甲", name: ["《条例》第七条"]}
    for rows in ([whole, part], [part, part, whole, part]):
        linter = Linter(ruleset())
        for found in find_rows(DIALECTS, rows):
            short, long = linter.read(found, 3), read_record(found, 3)
            assert short is not None
            assert long is not None
            assert (short.data, short.problems) == (long.data, long.problems)


@pytest.mark.parametrize("seed", range(40))
def test_a_row_read_with_a_trace_says_the_same(seed: int) -> None:
    rng = random.Random(seed)
    for row in (changed(rng.choice(ROWS), rng) for _ in range(40)):
        for found in find_rows(DIALECTS, row):
            if found.dialect is None or not isinstance(found.value, dict):
                continue
            runs = [Pass(found.dialect, found.value, found.response, trace) for trace in (None, {})]
            plain, traced = (_record(run, found.at) for run in runs)
            assert repr(plain) == repr(traced)
            assert runs[0].problems == runs[1].problems
            assert runs[0].broken == runs[1].broken


def alike(row: dict[str, Any], known: dict[str, Interned]) -> dict[str, Any]:
    """A row whose elements are one object wherever they are equal, as readers of tables give them."""
    made = {}
    for key, value in row.items():
        whole = isinstance(value, list) and all(isinstance(part, dict) for part in value)
        made[key] = [known.setdefault(repr(part), Interned(part)) for part in value] if whole else value
    return made


@pytest.mark.parametrize("seed", range(20))
def test_an_element_that_is_one_object_gives_what_equal_ones_give(seed: int) -> None:
    rng = random.Random(seed)
    linter = Linter(ruleset())
    known: dict[str, Interned] = {}
    for row in (changed(rng.choice(ROWS), rng) for _ in range(60)):
        for found in find_rows(DIALECTS, row):
            if not isinstance(found.value, dict):
                continue
            short = linter.read(found._replace(value=alike(found.value, known)), 3)
            long = read_record(found, 3)
            assert (short is None) == (long is None)
            if short is not None and long is not None:
                assert (short.data, short.problems) == (long.data, long.problems)
                assert [short.origin(way) for way in ways(long.data)] == [
                    long.origin(way) for way in ways(long.data)
                ]


def test_of_a_source_that_was_read_no_element_is_held() -> None:
    linter = Linter(ruleset())
    known: dict[str, Interned] = {}
    rows = [row for each in ROWS for row in find_rows(DIALECTS, alike(each, known))]
    parts = list(known.values())
    before = list(map(sys.getrefcount, parts))
    data = [record.data for _ in range(3) for row in rows if (record := linter.read(row, 0))]
    assert list(map(sys.getrefcount, parts)) != before
    linter.release()
    assert list(map(sys.getrefcount, parts)) == before
    again = [record.data for _ in range(3) for row in rows if (record := linter.read(row, 0))]
    assert again == data
