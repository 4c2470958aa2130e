"""Verifies that guidelint and every peer find exactly the seeded defects, before anything is timed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import PROGRAMS, Bench
from generate import told
from measure import cost
from shared_rules import NAMES, SHARED

SHARE = 0.6
Found = set[tuple[int, str]]


def agree(bench: Bench, count: int) -> Iterator[str]:
    """One line per program checked; the first with a different result ends the benchmark."""
    faults = [
        (number, fault)
        for number, (_, each) in enumerate(told(count, SHARE, bench.distinct))
        for fault in each
    ]
    every = {(number, f"{fault.rule} {fault.path}") for number, fault in faults}
    shared = {(number, fault.rule) for number, fault in faults if fault.rule in NAMES}
    lines, folder = bench.made(count, SHARE, "jsonl"), bench.made(count, SHARE, "yaml")
    for source in (lines, folder):
        _same(f"guidelint, all rules, {source.name}", _ours(bench, source), every)
    only = [word for each in SHARED for word in ("--select", each.rule)]
    ours = {(number, each.split()[0]) for number, each in _ours(bench, folder, *only)}
    _same("guidelint, thirty rules", ours, shared)
    for name in ("hand", *bench.libraries):
        source = bench.made(count, SHARE, "xml") if name == "schematron" else lines
        cost(bench.with_library(name, source))
        _same(name, _library(bench.work / "found.txt"), shared)
        if name == "hand":
            paths = {
                (number, f"{fault.rule} {fault.path}") for number, fault in faults if fault.rule in NAMES
            }
            _same("hand, with paths", _library(bench.work / "found.txt", paths=True), paths)
    yield f"{len(every)} findings in {count} guides, {len(shared)} of them of the thirty rules; all found by:"
    yield "  " + ", ".join(["guidelint", "hand", *bench.libraries, *_programs(bench, folder, shared)])


def _programs(bench: Bench, folder: Path, shared: Found) -> Iterator[str]:
    from peers import by_check_jsonschema, by_spectral

    for name, module in (("spectral", by_spectral), ("check-jsonschema", by_check_jsonschema)):
        command = bench.peer(name, folder)
        if command:
            cost(command)
            _same(name, module.found(bench.work / f"{name}.report.json"), shared)
            yield name
    assert PROGRAMS[-1] == "yamllint", "it knows syntax alone and finds nothing here"


def _ours(bench: Bench, source: Path, *options: str) -> Found:
    cost(bench.check(source, *options, report="json"))
    findings = json.loads((bench.work / "out.json").read_text("utf-8"))["findings"]
    found = set()
    for each in findings:
        if not each["rule"].startswith("dataset."):
            file = Path(each["location"]["source"])
            number = int(file.stem) if file.suffix == ".yaml" else each["record"]["index"]
            found.add((number, f"{each['rule']} {each['path']}"))
    return found


def _library(out: Path, paths: bool = False) -> Found:
    rows = (line.rstrip("\n").split("\t") for line in out.read_text("utf-8").splitlines())
    return {(int(number), f"{rule} {path}" if paths else rule) for number, rule, path in rows}


def _same(name: str, found: Found, wanted: Found) -> None:
    if found != wanted:
        lacking, more = sorted(wanted - found)[:5], sorted(found - wanted)[:5]
        sys.exit(f"{name} differs from what the guides hold: not found {lacking}, found besides {more}")
