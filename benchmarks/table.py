"""Writes the measurements as Markdown, with date, machine and sizes, since only ratios are portable."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import Bench
from rows import Row

HEAD = (
    "| work | by | seconds | MB | ratio | to | asked | met |",
    "| --- | --- | ---: | ---: | ---: | --- | ---: | --- |",
)


def header(bench: Bench) -> Iterator[str]:
    """The lines with date, machine and sizes."""
    yield f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {_processor()}, {len(os.sched_getaffinity(0))} cores,"
    yield f"Python {platform.python_version()}, {platform.system()} {platform.release()};"
    sizes, kind = bench.sizes, "every text its own" if bench.distinct else "texts as a platform repeats them"
    yield f"{sizes.county:,}, {sizes.lines:,} and {sizes.city:,} guides, {kind}; median of {bench.repeat}."


def line(row: Row) -> str:
    """One row of the table."""
    ratio = f"{row.ratio:.2f} ×" if row.ratio is not None else ""
    asked = f"{'≥' if row.least else '≤'} {row.asked:g} ×" if row.asked is not None else ""
    met = {None: "", True: "yes", False: "no"}[row.met]
    who = f"{row.who} ({row.note})" if row.note else row.who
    seconds = f"{row.seconds:.3f}" if row.seconds >= 0.01 else f"{row.seconds * 1000:.3f} ms"
    cells = (row.work, who, seconds, f"{row.megabytes:.0f}", ratio, row.against, asked, met)
    return f"| {' | '.join(cells)} |"


def write(path: Path, bench: Bench, rows: Iterable[Row], proven: Iterable[str]) -> None:
    """The whole page."""
    told = [*header(bench), "", *proven, "", *HEAD, *map(line, rows), ""]
    told += [f"Left out: {'; '.join(bench.skipped)}.", ""] if bench.skipped else []
    path.write_text("\n".join(told), "utf-8")


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    return next(
        (row.split(":", 1)[1].strip() for row in told.splitlines() if row.startswith("model name")), "?"
    )
