"""The built-in dialects: each has examples, and is recognised among all others."""

from __future__ import annotations

import json
from typing import Any

import pytest

from guidelint.dialects import find_rows
from guidelint.dialects.model import Dialect, dialect_from_plain, dialect_to_plain
from guidelint.dialects.selftest import results
from guidelint.ruleset import dialect_files
from linting import DIALECTS

EXAMPLES = [(dialect, example) for dialect in DIALECTS for example in dialect.examples]
IDS = [f"{dialect.name}: {example['name']}" for dialect, example in EXAMPLES]


@pytest.mark.parametrize("result", results(DIALECTS), ids=IDS)
def test_an_example_gives_the_record_that_it_says(result: Any) -> None:
    assert result.actual == result.expected


@pytest.mark.parametrize(("dialect", "example"), EXAMPLES, ids=IDS)
def test_an_example_is_recognised_among_all_dialects(dialect: Dialect, example: dict[str, Any]) -> None:
    row = find_rows(DIALECTS, example["source"])[0]
    assert (row.dialect and row.dialect.name, bool(row.reason)) == (dialect.name, True)


def test_every_dialect_has_two_to_four_examples() -> None:
    assert [dialect.name for dialect in DIALECTS if not 2 <= len(dialect.examples) <= 4] == []


def test_the_dialects_that_others_extend_come_first() -> None:
    names = [name.removeprefix("dialects/") for name, _ in dialect_files([])]
    assert names[:3] == ["canonical.yaml", "zh.yaml", "national.yaml"]
    assert names[3:] == sorted(names[3:])
    assert [f"{dialect.name}.yaml" for dialect in DIALECTS] == names


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_dialect_comes_back_from_the_cache_as_it_was(dialect: Dialect) -> None:
    plain = json.loads(json.dumps(dialect_to_plain(dialect)))
    again = dialect_from_plain(plain)
    assert json.loads(json.dumps(dialect_to_plain(again))) == plain
    assert (again.fields, again.carries) == (dialect.fields, dialect.carries)
    assert dialect_to_plain(again) == dialect_to_plain(dialect)


def test_every_column_of_a_code_table_is_a_field_of_its_dialect() -> None:
    def strange(dialect: Dialect) -> list[str]:
        carried = dialect.carries or frozenset()
        fields = {name.removesuffix(".unit") for name in dialect.codes if name != "flag"}
        canonical = {name for name in DIALECTS[0].codes if name in dialect.codes}
        return sorted(
            f for f in fields - canonical if f not in carried and f.rpartition(".")[0] not in carried
        )

    assert {
        dialect.name: strange(dialect) for dialect in DIALECTS if not dialect.labels and strange(dialect)
    } == {}


def test_a_unit_code_without_a_published_meaning_has_none_anywhere() -> None:
    units = {
        dialect.name: sorted(code for code in dialect.codes[name] if code.isdecimal())
        for dialect in DIALECTS
        for name in dialect.codes
        if name.endswith("limit.unit") and any(code.isdecimal() for code in dialect.codes[name])
    }
    assert units == {"guangzhou": ["0", "1", "2"], "luohu": ["0", "1"]}
