"""What an executor does with its partition, with the same linter and tallies as a single machine."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from guidelint.assess.profile_tally import guides_with_findings
from guidelint.caching.packing import pack, unpack
from guidelint.cluster import rows
from guidelint.cluster.runs import Numbers, Rows, Runs
from guidelint.cluster.shared_keys import Finish, SecondLook, SharedHashes
from guidelint.dialects import find_rows
from guidelint.dialects.present import fields_present
from guidelint.evaluation.key_hashes import KeyHashes
from guidelint.evaluation.linter import Linter
from guidelint.evaluation.set_findings import Wanted
from guidelint.evaluation.sets import SetTally
from guidelint.finding import Finding, Suppressed
from guidelint.lean.structs import Struct, fresh
from guidelint.readers.tree import Tree
from guidelint.record import Record
from guidelint.reporters.json_report import finding_value
from guidelint.reporters.json_text import compact, escape_unsafe
from guidelint.rule.matching import matches
from guidelint.rule.model import PROFILES
from guidelint.run.outcome import Outcome, lint
from guidelint.run.reading import Reading
from guidelint.run.second_reading import guides_of
from guidelint.sources.batches import Batch
from guidelint.sources.inputs import Input


class Order(Struct):
    """What every task has to do, or some (`only`).

    `before` leads from a task to the true numbers of guides before it, by source, where they are known to be
    others than lines tell. `shared_hashes` and `wanted` say what to look for.
    """

    query: str
    only: frozenset[int] | None = None
    before: Mapping[int, Mapping[str, int]] = fresh(default_factory=dict)
    shared_hashes: SharedHashes = fresh(default_factory=dict)
    wanted: Wanted = fresh(default_factory=dict)


_held: tuple[str, Linter] | None = None


def linter_of(given: Any) -> Linter:
    """The linter of a broadcast ruleset with its identity, made once in a process."""
    global _held
    identity, ruleset = given.value
    if _held is None or _held[0] != identity:
        gc.set_threshold(100_000, 50, 50)
        _held = identity, Linter(ruleset)
    return _held[1]


def answer(order: Order, runs: Runs, given: Any, tables: Iterator[Any]) -> Iterator[Any]:
    """The answers of a partition; its batches and the answers are Arrow's."""
    linter, query = linter_of(given), _QUERIES[order.query]
    for task, batches in runs(tables):
        if order.only is None or task in order.only:
            yield from query(order, linter, task, batches)


def add_up(given: Any, tables: Iterator[Any]) -> Iterator[Any]:
    """The sums of several tasks as those of one."""
    linter = linter_of(given)
    total, counts = Outcome(linter.new_sums()), Counter[str]()
    for table in tables:
        for data in table.column("sums").to_pylist():
            add_sums(total, counts, data, linter)
    yield rows.sums("told", 0, _sums(total, counts))


def add_sums(total: Outcome, counts: Counter[str], data: bytes, linter: Linter) -> None:
    """Add the sums of a task to an outcome, and its counts to counts."""
    counted, outcome = unpack(data)
    counts.update(counted)
    total.merge(Outcome.unpacked(outcome, linter))


def finish(given: Any, tables: Iterator[Any]) -> Iterator[Any]:
    """What is wrong with guides that share something; all of one mark are in one partition."""
    end = Finish(linter_of(given))
    for table in tables:
        pairs = zip(table.column("rule").to_pylist(), table.column("sums").to_pylist(), strict=True)
        for rule, data in pairs:
            end.add(rule, data)
    counts = Counter[str]()
    for findings, suppressed in end.findings():
        yield from _finding_rows(findings, suppressed, -1, counts)
    yield rows.sums("shared", -1, pack(dict(counts)))


def _lint(order: Order, linter: Linter, task: int, batches: Iterator[Batch]) -> Iterator[Any]:
    total, counts, numbers = Outcome(linter.new_sums()), Counter[str](), _numbers(order, task)
    source = ""
    try:
        for batch in batches:
            source = batch[0].name
            outcome = lint(linter, numbers.true(batch))
            numbers.count_guides(outcome.records_in_parts)
            yield from _rows_of(outcome, task, counts)
            _strip(outcome, linter)
            total.merge(outcome)
    except UnicodeDecodeError:
        yield from rows.lines("broken", task, [source])
        return
    for number, kept in total.sets.key_hashes.items():
        yield from rows.key_hashes(task, linter.set_rules[number].rule.id, kept.signed())
        total.sets.key_hashes[number] = KeyHashes()
    yield rows.sums("numbers", task, pack((numbers.first, total.records_in_parts)))
    yield rows.sums("told", task, _sums(total, counts))


def _sums(total: Outcome, counts: Counter[str]) -> bytes:
    return pack((dict(counts), total.packed()))


def _rows_of(outcome: Outcome, task: int, counts: Counter[str]) -> Iterator[Any]:
    """What is written down and never travels to the driver."""
    yield from _finding_rows(outcome.findings, outcome.suppressed, task, counts)
    guides = [_line(guide) for guide in guides_with_findings(outcome.profile_tally, PROFILES)]
    yield from rows.lines("guide", task, guides)


def _finding_rows(
    findings: list[Finding], suppressed: list[Suppressed], task: int, counts: Counter[str]
) -> Iterator[Any]:
    findings.sort(key=lambda finding: finding.sort_key)
    counts.update(finding.severity for finding in findings)
    yield from rows.lines("finding", task, [_line(finding_value(finding)) for finding in findings])
    suppressed.sort(key=lambda entry: entry.finding.sort_key)
    counts["suppressed"] += len(suppressed)
    yield from rows.lines("suppressed", task, [suppressed_line(entry) for entry in suppressed])


def suppressed_line(entry: Suppressed) -> str:
    """An excused finding with who excused it and why."""
    suppression = {"kind": entry.kind, "justification": entry.justification}
    return _line({**finding_value(entry.finding), "suppression": suppression})


def _line(value: Any) -> str:
    return escape_unsafe(compact(value))


def _strip(outcome: Outcome, linter: Linter) -> None:
    """Remove everything but tallies, and the exceptions that cross-record rules may use."""
    outcome.findings, outcome.suppressed = [], []
    outcome.profile_tally.scores.clear()
    names = [rule.rule.id for rule in linter.set_rules]
    for source, stated in outcome.exceptions.items():
        outcome.exceptions[source] = [s for s in stated if any(matches(name, [s.rule]) for name in names)]
    outcome.exceptions = {source: stated for source, stated in outcome.exceptions.items() if stated}
    outcome.sets.spans = []


def _tally(order: Order, linter: Linter, task: int, batches: Iterator[Batch]) -> Iterator[Any]:
    total = SetTally([], linter.settings, linter.special)
    source, unread = "", set[str]()
    try:
        for batch in batches:
            source = batch[0].name
            for read, _, record in _read(order, linter, task, iter((batch,)), unread):
                total.observe([(record, read)])
    except UnicodeDecodeError:
        yield from rows.lines("broken", task, [source])
        return
    total.close()
    total.tally.unread |= unread
    yield rows.sums("told", task, pack(total.tally))


def _share(order: Order, linter: Linter, task: int, batches: Iterator[Batch]) -> Iterator[Any]:
    second_look = SecondLook(linter, order.shared_hashes)
    for source, tree, record in _read(order, linter, task, batches):
        second_look.add_guide(tree, record, source)
    yield from rows.shares(task, second_look.packed())


def _regions(order: Order, linter: Linter, task: int, batches: Iterator[Batch]) -> Iterator[Any]:
    found = [
        (source, record.index, path, tree.region(record.origin(path)))
        for source, tree, record in _read(order, linter, task, batches)
        for path in order.wanted.get((source, record.index), ())
    ]
    if found:
        yield rows.sums("regions", task, pack(found))


def _count(order: Order, linter: Linter, task: int, batches: Iterator[Batch]) -> Iterator[Any]:
    """The rows of each source, as far as lines tell guides; of tables the fields with a column as well."""
    present, counted = frozenset[str](), dict[str, Rows]()
    for batch in batches:
        for source in batch:
            counted[source.name] = counted.get(source.name, Rows()).plus(_rows_in(source))
            tree = Reading(linter, source).tree() if source.present is not None else None
            if tree is not None:
                present |= fields_present(find_rows(linter.dialects, tree.root))
    yield rows.sums("count", task, pack((present, {name: tuple(own) for name, own in counted.items()})))


def _rows_in(source: Input) -> Rows:
    lines = source.part.end - source.part.start if source.part else 0
    if source.present is not None:
        return Rows(lines, lines)
    text = source.bytes().decode("utf-8")
    return Rows(lines, sum(bool(line.strip()) for line in text.split("\n")))


def _numbers(order: Order, task: int) -> Numbers:
    return Numbers(order.before.get(task, {}))


def _read(
    order: Order,
    linter: Linter,
    task: int,
    batches: Iterator[Batch],
    unread: set[str] | None = None,
) -> Iterator[tuple[str, Tree, Record]]:
    """The guides of a run under their true numbers, each with its source and the tree in which it stands.

    The names of sources that could not be read, or not whole, are added to `unread`; without it, this is a second
    look, and a part that is no text any longer has changed since.
    """
    changed = (UnicodeDecodeError,) if unread is None else ()
    numbers = _numbers(order, task)
    for batch in batches:
        for source in numbers.true(batch):
            count, reading = 0, Reading(linter, source)
            with suppress(*changed):
                for tree, record in guides_of(reading):
                    count += 1
                    yield source.name, tree, record
            if unread is not None and reading.missed():
                unread.add(source.name)
            if source.part is not None:
                numbers.count_guides({source.name: count})


_Ask = Callable[[Order, Linter, int, Iterator[Batch]], Iterator[Any]]
_QUERIES: dict[str, _Ask] = {
    "lint": _lint,
    "tally": _tally,
    "share": _share,
    "regions": _regions,
    "count": _count,
}
