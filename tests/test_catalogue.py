"""Every violating and passing cell of the rule catalogue, as a record that its rule must find or leave alone.

`tests/catalogue/<group>.yaml` lists the cells: rule, cell (violates or passes), text (as the catalogue
has it), record (or records), config where the rule needs a setting, note where the example was mended.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from guidelint.rule.model import dotted
from guidelint.ruleset import builtin_rules, dialect_files, load_dialects, load_rules, rule_files
from guidelint.selftest.examples import Examples

RULES = {rule.id: rule for rule in load_rules(rule_files([builtin_rules()]))}
EXAMPLES = Examples(RULES.values(), load_dialects(dialect_files([]))[0])
CELLS: list[dict[str, Any]] = [
    cell
    for file in sorted((Path(__file__).parent / "catalogue").glob("*.yaml"))
    for cell in yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
]


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell['rule']}::{cell['cell']}::{cell['text']}")
def test_a_cell_of_the_catalogue_holds(cell: dict[str, Any]) -> None:
    example = {
        "record": cell.get("record"),
        "records": cell.get("records"),
        "config": cell.get("config") or {},
        "files": cell.get("files") or {},
    }
    said = EXAMPLES.messages_of(RULES[cell["rule"]], example)
    assert bool(said) == (cell["cell"] == "violates"), said
    targets = RULES[cell["rule"]].targets
    assert not targets or {field for field in map(dotted, said) if field}.issubset(targets)


def test_every_rule_has_a_violating_and_a_passing_cell() -> None:
    have = {(cell["rule"], cell["cell"]) for cell in CELLS}
    assert have >= {(rule, cell) for rule in RULES for cell in ("violates", "passes")}
