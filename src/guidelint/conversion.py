"""Converting any source to canonical records: unknown data are kept under `extra` and reported."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from guidelint.dialects import Row, find_rows, not_a_guide, read_record
from guidelint.dialects.remainder import remainder
from guidelint.evaluation.linter import Linter
from guidelint.finding import NOT_SEEN, Finding
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path, format_path
from guidelint.readers.tree import SourceProblem, Tree
from guidelint.record import Data, Record
from guidelint.ruleset import Ruleset
from guidelint.run.reading import Reading
from guidelint.run.source_outcome import report_once
from guidelint.sources.inputs import Input
from guidelint.suppressions.comments import stated
from guidelint.writers.canonical import IN_PLACE, canonical


class Kept(NamedTuple):
    """What could not be kept: keys (now in `extra`), elements left out, the number of replaced characters."""

    source: str
    matter: str
    keys: list[str]
    emptied: list[str]
    replaced: int = 0


class Converted(NamedTuple):
    """Canonical records in the order of their sources; what is wrong with these; what could not be kept as it is."""

    records: list[Data]
    findings: list[Finding]
    kept: list[Kept]

    @property
    def whole(self) -> bool:
        """Whether every source could be read."""
        return not any(finding.rule in NOT_SEEN for finding in self.findings)


def convert(ruleset: Ruleset, inputs: Iterable[Input]) -> Converted:
    """The records of sources, no rule evaluated; files found by a search that are no guides are left out."""
    linter = Linter(ruleset)
    made = Converted([], [], [])
    for source in inputs:
        _source(linter, source, made)
    return made


def _source(linter: Linter, source: Input, made: Converted) -> None:
    """The records of a source, of a large one that can be read so part by part."""
    reading = Reading(linter, source)
    unknown_keys: dict[str, Finding] = {}
    for tree in reading.trees():
        _tree(reading, tree, unknown_keys, made)
    made.findings.extend((*reading.findings, *unknown_keys.values()))


def _tree(reading: Reading, tree: Tree, unknown_keys: dict[str, Finding], made: Converted) -> None:
    """The records of a tree; the reading counts those of its source."""
    read: list[Record] = []
    for row in find_rows(reading.linter.dialects, tree.root):
        record = read_record(row, reading.records)
        if record is not None:
            reading.records += 1
            read.append(record)
            found = [reading.locator.mapping(problem, record) for problem in record.problems]
            made.findings.extend(report_once(found, unknown_keys))
            _record(reading.source.name, row, record, made)
        elif reading.source.named or reading.records:
            made.findings.append(reading.locator.source(_unrecognised(tree, row)))
    first = len(made.records) - reading.records
    for own, entries in stated(tree, read).items():
        _state(made.records[first + own], entries)


def _unrecognised(tree: Tree, row: Row) -> SourceProblem:
    return SourceProblem("source.unrecognised", tree.region(row.at), {"reason": not_a_guide(row)})


def _record(source: str, row: Row, record: Record, made: Converted) -> None:
    left = remainder(row, record)
    data = dict(record.data)
    if left:
        data["extra"] = {**_as_mapping(data.get("extra")), **left}
    form = canonical(data)
    made.records.append(form.data)
    emptied = [format_path(path) for path in form.emptied if not _is_kept(path, left)]
    replaced = repr(form.data).count(IN_PLACE)
    replaced -= repr(data).count(IN_PLACE) if replaced else 0
    if left or emptied or replaced:
        made.kept.append(
            Kept(source, record.ref.name or record.ref.code or "", list(left), emptied, replaced)
        )


def _is_kept(path: Path, left: Mapping[str, Any]) -> bool:
    """Whether what stood in an empty element is kept."""
    name = format_path(path)[2:]
    return any(key == name or key.startswith(f"{name}.") for key in left)


def _as_mapping(extra: Any) -> Mapping[str, Any]:
    if extra in (None, ""):
        return {}
    return extra if isinstance(extra, Mapping) else {"extra": extra}


def _state(data: Data, entries: list[Data]) -> None:
    """Add exceptions that comments made, each once."""
    known = data.setdefault("guidelint_ignore", [])
    known_keys = set(map(_spelt, known))
    for entry in entries:
        if _spelt(entry) not in known_keys:
            known_keys.add(_spelt(entry))
            known.append(entry)


def _spelt(entry: Data) -> str:
    return json.dumps(entry, sort_keys=True)
