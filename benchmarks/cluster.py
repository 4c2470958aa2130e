"""How a run on Spark grows with the guides, in local mode, beside a single machine with as many processes.

python benchmarks/cluster.py [--counts 3382,20000,60000] [--share 0.05] [--master local[2]]

Each size runs in a process of its own. Seconds are those of the work in a session that has begun and has linted
a few guides before; memory is the most that each process ever held (Linux tells).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from generate import write_jsonl

AS_OF = "2026-11-23"
COLUMNS = (
    "guides", "MB", "tasks", "findings", "divide_s", "one_s", "cluster_s", "stats_s",
    "rows_MB", "sums_KB", "driver_MB", "java_MB", "worker_MB",
)  # fmt: skip


def main() -> None:
    """Print a row a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", default="3382,20000,60000")
    parser.add_argument("--share", type=float, default=0.05)
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(options.one, options.share, options.master)))
        return
    print("| " + " | ".join(COLUMNS) + " |\n|" + " --- |" * len(COLUMNS))
    for count in options.counts.split(","):
        words = [sys.executable, __file__, "--one", count, "--share", str(options.share)]
        words += ["--master", options.master]
        done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
        row = json.loads(done.stdout.splitlines()[-1])
        print("| " + " | ".join(str(row[name]) for name in COLUMNS) + " |", flush=True)


def measured(count: int, share: float, master: str) -> dict[str, Any]:
    """The figures of one size."""
    from guidelint.caching.cache import Cache
    from guidelint.cluster.spark import check_files, stats_files
    from guidelint.ruleset import load_ruleset, with_options
    from guidelint.run.engine import RunOptions, run
    from guidelint.sources.batches import batches
    from guidelint.sources.discovery import inputs

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, few = folder / "guides.jsonl", folder / "few.jsonl"
        write_jsonl(path, count, share)
        write_jsonl(few, 100, share)
        rules, session = with_options(load_ruleset([], [], Cache(None)), as_of=AS_OF), begun(master)
        check_files(session, rules, inputs([str(few)], [], False), folder / "first")
        sources = inputs([str(path)], [], False)
        times = [time.monotonic()]

        def lap() -> float:
            times.append(time.monotonic())
            return round(times[-1] - times[-2], 1)

        parts = len(list(batches(sources)))
        row: dict[str, Any] = {"guides": count, "MB": path.stat().st_size >> 20, "divide_s": lap()}
        whole = check_files(session, rules, sources, folder / "out")
        row |= {"cluster_s": lap(), "tasks": len(whole.linted.extents), "parts": parts}
        row |= {"driver_MB": held(os.getpid()), "sums_KB": len(whole.linted.total.packed()) >> 10}
        lap()
        stats_files(session, rules, sources)
        row["stats_s"] = lap()
        row |= {f"{name}_MB": most for name, most in descendants().items()}
        written = [file.stat().st_size for file in (folder / "out").rglob("part-*")]
        row |= {"findings": sum(whole.counts.values()), "rows_MB": round(sum(written) / (1 << 20), 1)}
        session.stop()
        lap()
        report = run(rules, sources, run_options=RunOptions(jobs=2))
        row["one_s"] = lap()
        assert len(report.findings) == row["findings"]
        return row


def begun(master: str) -> Any:
    """A session."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(master).config("spark.ui.enabled", "false")
    session = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def held(process: int) -> int:
    """The peak memory of a process, in MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM")), 0)


def descendants() -> dict[str, int]:
    """The peak memory of Java and of the largest Python worker below it, in MB."""
    processes = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]
    parents = {process: _parent(process) for process in processes}
    own = {os.getpid()}
    while more := {process for process, parent in parents.items() if parent in own} - own:
        own |= more
    most = {"java": 0, "worker": 0}
    for process in own - {os.getpid()}:
        try:
            name = Path(f"/proc/{process}/comm").read_text().strip()
            kind = "worker" if name.startswith("python") else "java"
            most[kind] = max(most[kind], held(process))
        except OSError:  # it has ended
            continue
    return most


def _parent(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


if __name__ == "__main__":
    main()
