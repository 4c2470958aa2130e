"""The guides generated for benchmarks give exactly the findings that their generator states."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from made_guides import DEFECTS, Fault, as_yaml, guide, records, told

from guidelint.cli import main

Found = dict[int, set[Fault]]


def lint(guides: Iterable[object], folder: Path, capsys: pytest.CaptureFixture[str], profile: str) -> Found:
    """What is found, by the place of the guide."""
    source = folder / "guides.jsonl"
    source.write_text("".join(json.dumps(each) + "\n" for each in guides), "utf-8")
    main(["check", str(source), "--as-of", "2026-11-23", "--format", "json", "--profile", profile])
    found: Found = defaultdict(set)
    for each in json.loads(capsys.readouterr().out)["findings"]:
        if not each["rule"].startswith("dataset."):
            found[each["record"]["index"]].add(Fault(each["rule"], each["path"]))
    return found


@pytest.mark.parametrize("distinct", [False, True])
def test_guides_without_defects_are_clean(
    distinct: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not lint(records(300, 0, distinct), tmp_path, capsys, "strict")


def test_each_defect_gives_its_finding_and_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guides, wanted = [], []
    for each in DEFECTS:
        spoilt = [(made, path) for made in records(60, 0) if (path := each.spoil(made, random.Random(1)))][:2]
        assert spoilt, f"no guide of sixty can break {each.rule}"
        guides += [made for made, _ in spoilt]
        wanted += [{Fault(each.rule, path)} for _, path in spoilt]
    found = lint(guides, tmp_path, capsys, "standard")
    assert [found[at] for at in range(len(guides))] == wanted


def test_defects_do_not_hide_one_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = list(told(400, 0.6))
    found = lint([each for each, _ in made], tmp_path, capsys, "standard")
    assert [found[at] for at in range(len(made))] == [set(faults) for _, faults in made]


def test_a_share_of_the_guides_is_spoilt_and_the_rest_is_the_same() -> None:
    few, many = list(told(1000, 0.05)), list(told(1000, 0.6))
    assert 30 <= sum(bool(faults) for _, faults in few) <= 70
    assert 550 <= sum(bool(faults) for _, faults in many) <= 650
    assert all(one == other for one, other in zip(few, many, strict=True) if one[1] or not other[1])


def test_yaml_and_json_say_the_same() -> None:
    for made in records(50, 0.6):
        assert yaml.load(as_yaml(made, ""), Loader=yaml.BaseLoader) == made


def test_distinct_guides_share_no_free_text() -> None:
    texts = [
        {text for each in made["materials"] for key, text in each.items() if key in ("name", "notes")}
        for made in records(200, 0, distinct=True)
    ]
    assert len(set().union(*texts)) == sum(map(len, texts))


def test_a_guide_is_the_same_for_any_count() -> None:
    assert records(20, 0.6)[7] == records(8, 0.6)[7]
    assert guide(5, random.Random(1)) == guide(5, random.Random(1))
