"""Linting and assessment tables on Spark, for DataFrames and for files accessible to all executors.

`lint(frame)` and `stats(frame)` take a DataFrame with one guide per row: as JSON in a column `value`, as
`spark.read.text` returns it, or in columns known to a dialect. `check_files` and `stats_files` take sources
as a single machine does. They use the same rules and tallies over Arrow batches and give the same findings
and tables.
"""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path as FilePath
from typing import Any, TypeVar

from guidelint.assess.tables import View, tables, view_of
from guidelint.assess.tally import Tally
from guidelint.caching.cache import Cache, default_folder
from guidelint.caching.packing import unpack
from guidelint.cluster.passes import BrokenError, Passes
from guidelint.cluster.runs import FrameRuns, Rows, file_runs
from guidelint.cluster.tasks import Order
from guidelint.cluster.whole import Whole, lint_whole
from guidelint.config.file import config_files, must_be_date
from guidelint.errors import UsageError
from guidelint.evaluation.linter import Linter
from guidelint.files import write_whole
from guidelint.lean.structs import replace
from guidelint.rule.model import PROFILES
from guidelint.ruleset import Ruleset, load_ruleset, with_options
from guidelint.run.pages import PageFolders
from guidelint.sources.batches import Batch, batches
from guidelint.sources.inputs import Input

_TEXT = "value"
_RUN = 32 << 20
"""About so many bytes of files are one task's, where there are enough for all cores."""
_A_CORE = 3
"""So many tasks a core are made of less."""
_CHOICES = {"profile": PROFILES, "lang": ("zh", "en")}
_RECORD = "struct<code: string, name: string, authority: string, index: long>"
_LOCATION = (
    "struct<source: string, line: long, column: long, end_line: long, end_column: long, "
    "cell: string, xpath: string>"
)
_FIX = (
    "struct<description: string, safe: boolean, "
    "edits: array<struct<start: long, end: long, text: string, cell: string>>>"
)
_BASIS = "array<struct<document: string, clause: string, reason: string>>"
_RELATED = f"array<struct<path: string, record: {_RECORD}, location: {_LOCATION}, message: string>>"
_FINDING = (
    "rule string, severity string, message string, advice string, path string, "
    f"record {_RECORD}, location {_LOCATION}, fingerprint string, fix {_FIX}, basis {_BASIS}, related {_RELATED}"
)
"""The columns of a frame of findings, those of a finding in the JSON report, as Spark writes a schema."""
_Made = TypeVar("_Made")


def lint(frame: Any, as_of: str | None = None, source: str | None = None, **options: Any) -> Any:
    """The findings on the guides of a frame, as a frame with the columns of the JSON report's findings.

    `as_of` is the date on which the law is judged (default: the config's, else today). `source` names the column
    that tells where a row is from; without it all rows are of the source `name` (default `frame`). Other
    options: `config` (a file), `profile`, `lang`, `dialect`, `ruleset` (instead of these). Rows are numbered
    within their source in the order of the frame, which has to be the same each time that it is computed.
    The answers are kept by Spark until the session forgets them (`spark.catalog.clearCache()`).
    """
    passes, stub = _of_frame(frame, as_of, source, options)
    whole = lint_whole(passes, stub)
    from pyspark.sql import functions

    lines = _lines(frame.sparkSession, whole, "finding", whole.findings())
    return lines.select(functions.from_json("line", _FINDING).alias("finding")).select("finding.*")


def stats(
    frame: Any, as_of: str | None = None, source: str | None = None, view: View | None = None, **options: Any
) -> dict[str, Any]:
    """The tables of the assessment over the guides of a frame; options as for `lint`, `view` as for `tables`.

    Without a view they are as the config has them made.
    """
    passes, _ = _of_frame(frame, as_of, source, options)
    config = passes.linter.config
    return tables(passes.tally(), view or view_of(config.thresholds, config.aliases, passes.linter.as_of))


def check_files(session: Any, ruleset: Ruleset, sources: Sequence[Input], out: FilePath) -> Whole:
    """Lint files; executors write what they find into the folder `out`, which must not hold anything.

    `findings/` has a finding a line, in the order of the report within each file; so have `suppressed/` and
    `guides/`, the guides with findings and the profile each holds; `summary.json` is the JSON report with the
    findings alone that only the whole could tell (they are in `findings/` too).
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(
            f"{str(out)!r} 不是空的，请写一个新文件夹存放结果",
            f"{str(out)!r} is not empty; name a new folder for what is found",
        )
    out.mkdir(parents=True, exist_ok=True)
    folders = PageFolders(Linter(ruleset))
    assumed = folders.assume(sources)
    whole = _lint_files(session, ruleset, assumed)
    corrected = folders.correct(assumed, whole.linted.total.page_fields)
    if corrected is not None:
        whole.release()
        whole = _lint_files(session, ruleset, corrected)
    own = {"finding": whole.findings(), "suppressed": whole.suppressed(), "guide": []}
    for kind, folder in (("finding", "findings"), ("suppressed", "suppressed"), ("guide", "guides")):
        lines = _lines(session, whole, kind, own[kind])
        lines.write.text(f"file://{(out / folder).absolute().as_posix()}")
    text = json.dumps(whole.summary(), ensure_ascii=False, indent=2) + "\n"
    write_whole(out / "summary.json", text.encode("utf-8", "backslashreplace"), 0o666)
    whole.release()
    return whole


def _lines(session: Any, whole: Whole, kind: str, own: Sequence[str]) -> Any:
    """A frame of the lines of a kind: those of the executors, then those that only the whole could tell."""
    rows = whole.linted.rows
    lines = rows.filter(rows.kind == kind).select("line")
    if not own:
        return lines
    more = session.createDataFrame([(line,) for line in own], "line string")
    return lines.unionByName(more.coalesce(1))


def _lint_files(session: Any, ruleset: Ruleset, sources: Sequence[Input]) -> Whole:
    return _whole_texts(sources, lambda known: lint_whole(_of_files(session, ruleset, known), known))


def stats_files(session: Any, ruleset: Ruleset, sources: Sequence[Input]) -> Tally:
    """The assessment's sums over files."""
    return _whole_texts(sources, lambda known: _of_files(session, ruleset, known).tally())


def _whole_texts(sources: Sequence[Input], make: Callable[[Sequence[Input]], _Made]) -> _Made:
    """What is made of sources; those that cannot be read in parts are read at once."""
    try:
        return make(sources)
    except BrokenError as broken:
        whole = [known._replace(path=None) if known.name in broken.names else known for known in sources]
        return _whole_texts(whole, make)


def _of_files(session: Any, ruleset: Ruleset, sources: Sequence[Input]) -> Passes:
    context = session.sparkContext
    runs = runs_of(list(batches(sources)), context.defaultParallelism)
    described = [(number, bytearray(pickle.dumps(run))) for number, run in enumerate(runs)]
    rows = context.parallelize(described, max(1, len(described)))
    frame = session.createDataFrame(rows, "task long, run binary")
    return Passes(frame, file_runs, Linter(ruleset))


def runs_of(divided: Sequence[Batch], cores: int) -> list[list[Batch]]:
    """Batches as consecutive runs, a task each: large enough to pay, and several a core."""
    size = sum(map(_size, divided))
    most = max(cores * _A_CORE, size // _RUN, 1)
    runs = min(len(divided), most)
    return [list(divided[len(divided) * n // runs : len(divided) * (n + 1) // runs]) for n in range(runs)]


def _size(batch: Batch) -> int:
    """The bytes of a batch; files that are not there are of none."""
    part = batch[0].part
    if part is not None:
        return part.end - part.start
    paths = [FilePath(source.path) for source in batch if source.path is not None]
    return sum(path.stat().st_size for path in paths if path.exists())


def _of_frame(
    frame: Any, as_of: str | None, source: str | None, options: dict[str, Any]
) -> tuple[Passes, list[Input]]:
    """The passes over a frame whose rows are counted, and stubs of its sources."""
    name = options.pop("name", "frame")
    ruleset = replace(options.pop("ruleset", None) or _ruleset(**options), base=None)
    day = must_be_date(as_of or ruleset.config.as_of or date.today().isoformat(), "as_of")
    linter = Linter(with_options(ruleset, as_of=day))
    texts = _is_text(frame, source)
    runs = FrameRuns(name, source, texts, present=None if texts else frozenset())
    passes = Passes(frame, runs.runs, linter)
    counted, names = _counted(passes, runs)
    passes.runs = counted.runs
    return passes, [Input(known, "", bytes, source is None) for known in names]


def _is_text(frame: Any, source: str | None) -> bool:
    columns = [column for column in frame.columns if column != source]
    if source is not None and source not in frame.columns:
        raise UsageError(f"表里没有 {source!r} 这一列", f"the frame has no column {source!r}")
    if not columns or len(set(columns)) < len(columns):
        raise UsageError(
            f"表的列名有重复：{'、'.join(frame.columns)}",
            f"the frame has no columns of its own names: {', '.join(frame.columns)}",
        )
    return columns == [_TEXT] and frame.schema[_TEXT].dataType.simpleString() == "string"


def _counted(passes: Passes, runs: FrameRuns) -> tuple[FrameRuns, list[str]]:
    """How rows of each partition are numbered on from those before it, by a count of them; and the sources."""
    seen: dict[str, Rows] = {}
    before: dict[int, dict[str, Rows]] = {}
    present = frozenset[str]()
    answers = sorted(passes.query(Order("count")).collect(), key=lambda row: row.task)
    for row in answers:
        fields, counted = unpack(bytes(row.sums))
        present |= fields
        before[row.task] = {name: seen.get(name, Rows()) for name in counted}
        for name, own in counted.items():
            seen[name] = seen.get(name, Rows()).plus(Rows(*own))
    shown = None if runs.texts else present
    return runs._replace(before=before, present=shown), sorted(seen)


def _ruleset(config: str | None = None, **options: Any) -> Ruleset:
    for name, known in _CHOICES.items():
        if (given := options.get(name)) not in (None, *known):
            raise UsageError(
                f"{name} 不能是 {given!r}，可以是 {'、'.join(known)}",
                f"{name}: {given!r} is none of {', '.join(known)}",
            )
    path = None if config is None else FilePath(config)
    if path is not None and not path.is_file():
        raise UsageError(f"没有配置文件 {config!r}", f"no config file {config!r}")
    loaded = load_ruleset(config_files(path), [], Cache(default_folder(dict(os.environ))))
    return with_options(loaded, **options)
