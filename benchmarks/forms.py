"""Measures every reader against the bare parse of the same file by the same library; only the ratios matter.

python benchmarks/forms.py [--count 20000] [--repeat 3] [--forms xml,xlsx] [--tiny]

`portal` are HTML pages as portals serve them (`portal.py`); those of `html` are as `convert` writes them.

Everything runs on one core, and CPU time is measured. The rows for the reader and for records do exactly what
a run does: rules and dialects come from the cache, as in every run but the first after a change, and records
are made by the linter (`Linter.read`) without evaluating rules.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from generate import records

BARE = {
    "xml": "from lxml import etree\ndef work(path): etree.parse(path)",
    "xlsx": "from python_calamine import CalamineWorkbook\ndef work(path):\n"
    "    book = CalamineWorkbook.from_path(path)\n"
    "    for name in book.sheet_names: book.get_sheet_by_name(name).to_python()",
    "html": "import turbohtml\ndef work(path): turbohtml.parse(open(path, encoding='utf-8').read())",
    "csv": "import csv\ndef work(path): list(csv.reader(open(path, encoding='utf-8-sig', newline='')))",
    "jsonl": "import json\ndef work(path): [json.loads(line) for line in open(path, 'rb')]",
    "json": "import json\ndef work(path): json.load(open(path, 'rb'))",
}
BARE["portal"] = BARE["html"]
"""What the library under a reader needs for the same file, by form."""
EACH = """
import sys
from pathlib import Path
for path in sorted(map(str, Path(sys.argv[1]).iterdir())): work(path)
"""
"""Every file, one after the other, of which nothing remains."""
READ = """
import gc, os
gc.set_threshold(100_000, 50, 50)  # as the command line does
from guidelint.caching.cache import Cache, default_folder
from guidelint.dialects import find_rows
from guidelint.sources.discovery import inputs
from guidelint.evaluation.linter import Linter
from guidelint.readers import read, reader_for
from guidelint.readers.decode import decode
from guidelint.ruleset import load_ruleset, with_options
linter = Linter(with_options(load_ruleset([], [], Cache(default_folder(os.environ))), as_of="2026-11-23"))
def work(source):
    data = source.bytes()
    reader = reader_for(source.extension)
    tree = read(reader, data if reader.takes == "bytes" else decode(data).text, linter.names)
"""
"""The reader alone."""
RECORDS = (
    "    for number, row in enumerate(find_rows(linter.dialects, tree.root)): linter.read(row, number)\n"
    "    linter.release()\n"
)
"""What leads on from there to the records, without a rule."""
ASKED = {"xml": 4.0, "xlsx": 2.5, "html": 3.0}
ALL = """
import sys
for source in inputs(sys.argv[1:], (), False): work(source)
gc.freeze()  # as the command line does
"""
"""Every source of the folder, as a run finds them."""


class Cost(NamedTuple):
    """The cost of a whole process: CPU seconds, and peak memory in megabytes."""

    seconds: float
    megabytes: float


def cost(command: Sequence[str]) -> Cost:
    """Run a command; findings do not count as failure."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = child.stderr.read() if child.stderr else b""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1) or (child.returncode == 1 and told):
        sys.exit(f"{command}: status {child.returncode}\n{told.decode()}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def commands(folder: Path, form: str) -> Iterator[tuple[str, list[str]]]:
    """The rows of a form's table, the bare parse first."""
    yield "bare parse", [sys.executable, "-c", BARE[form] + EACH, str(folder)]
    for name, script in (("the reader alone", READ), ("records, no rules", READ + RECORDS)):
        yield name, [sys.executable, "-c", script + ALL, str(folder)]
    check = ["check", str(folder), "--as-of", "2026-11-23", "--format", "concise"]
    yield "guidelint check", [sys.executable, "-m", "guidelint", *check]


def matters(count: int) -> list[dict[str, Any]]:
    """This number of matters in canonical form, one in twenty with defects; also caches the ruleset."""
    from guidelint.caching.cache import Cache, default_folder
    from guidelint.dialects import find_rows, read_record
    from guidelint.ruleset import load_ruleset
    from guidelint.writers.canonical import canonical

    ruleset = load_ruleset([], [], Cache(default_folder(dict(os.environ))))
    rows = find_rows(ruleset.dialects, records(count, 0.05))
    found = (read_record(row, number) for number, row in enumerate(rows))
    return [canonical(record.data).data for record in found if record is not None]


def lay_out(work: Path, form: str, count: int) -> None:
    """Write the matters in a form, in a folder of their own."""
    from portal import page

    from guidelint.writers import write

    folder = work / form
    folder.mkdir()
    if form in ("html", "portal"):
        for number, record in enumerate(matters(count)):
            made = page(record, number).encode() if form == "portal" else write("html", [record])[0].content
            (folder / f"{number:06d}.html").write_bytes(made)
        return
    if form == "json":  # as a platform answers: wrapped, on one line
        answer = {"code": "200", "data": {"rows": matters(count)}}
        (folder / "answer.json").write_text(json.dumps(answer, ensure_ascii=False), "utf-8")
        return
    for written in write(form, matters(count)):
        (folder / f"guides{written.suffix}").write_bytes(written.content)


def measure(folder: Path, form: str, repeat: int) -> None:
    """Print a table with the median time of each row, the rows running in turn, and the peak memory."""
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    rows = dict(commands(folder, form))
    costs = []
    for _ in range(repeat):
        shutil.rmtree(folder.parent / "cache" / "results", ignore_errors=True)  # nothing is known from before
        costs.append({name: cost(command) for name, command in rows.items()})
    print(f"\n{form}: {len(list(folder.iterdir()))} files, {size:.1f} MB")
    floor = median(each["bare parse"].seconds for each in costs)
    for name in rows:
        seconds = median(each[name].seconds for each in costs)
        peak = max(each[name].megabytes for each in costs)
        print(f"  {name:<18} {seconds:8.2f} s {seconds / floor:7.2f} × {peak:7.0f} MB")
    if form in ASKED:
        print(f"  asked: at most {ASKED[form]} × the bare parse")


def main() -> None:
    """Make the files, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--forms", default=",".join(BARE))
    parser.add_argument("--lay-out", type=Path, help="only make the files of one form, in this folder")
    parser.add_argument("--tiny", action="store_true", help="only prove that the benchmark runs")
    options = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    count, repeat = (20, 1) if options.tiny else (options.count, options.repeat)
    if options.lay_out:
        lay_out(options.lay_out, options.forms, count)
        return
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        os.environ["GUIDELINT_CACHE_DIR"] = str(work / "cache")
        for form in options.forms.split(","):
            # in a process of its own: what this one holds would count as a child's peak
            made = [sys.executable, __file__, "--count", str(count), "--forms", form, "--lay-out", str(work)]
            subprocess.run(made, check=True)
            measure(work / form, form, repeat)


if __name__ == "__main__":
    main()
