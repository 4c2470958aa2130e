"""A fix in a large file of lines, which is read in parts, says where it stands in the whole file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guidelint import batches
from guidelint.discovery import inputs
from guidelint.engine import run
from linting import make_rules, rule_text, ruleset

FIX = 'fix: {kind: substitute, find: "{term}", by: "{right}", safe: true}\n'
TYPO = rule_text("text.typo", "$.name", "{kind: terms, table: typos}", message="{term}{right}") + FIX


def test_edits_in_any_part_are_those_in_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"name": f"𠀀第{n}份户口薄"}, ensure_ascii=False) for n in range(60)]
    path.write_text("\n".join(lines), "utf-8")
    rules = ruleset(make_rules(TYPO))
    whole = run(rules, inputs([str(path)], [], False), "2026-01-01")
    monkeypatch.setattr(batches, "PART", 500)
    in_parts = run(rules, inputs([str(path)], [], False), "2026-01-01")
    edits_of = [
        [finding.fix and finding.fix.edits for finding in report.findings] for report in (in_parts, whole)
    ]
    assert edits_of[0] == edits_of[1]
    edits = [edit for finding in in_parts.findings if finding.fix for edit in finding.fix.edits]
    text = path.read_text("utf-8")
    assert len(edits) == 60
    assert {text[edit.start : edit.end] for edit in edits} == {"薄"}
