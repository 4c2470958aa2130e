"""Measures guidelint against the floors of its work and against other validators in one run; only ratios are
portable.

python benchmarks/run.py [--peers DIR] [--slow | --rows one,folder,…] [--repeat 3] [--markdown FILE]

Generates the guides, verifies on a few hundred that all programs find the same, then runs the commands of
each row in turn. DIR is where `install_peers.sh` put the validators; missing ones are reported and left out.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from agree import agree
from bench import Bench, Sizes
from rows import ROWS, SLOW, Row
from table import HEAD, header, line, write

VACUUM = "vacuum: no registry carries it (its npm package fetches the program from elsewhere)"


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", type=Path, help="where install_peers.sh put the validators")
    parser.add_argument("--rows", help=f"some of {','.join(ROWS)} (default: all but {','.join(SLOW)})")
    parser.add_argument("--slow", action="store_true", help="all rows; takes the better part of an hour")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--county", type=int, default=Sizes().county, help="guides in a folder")
    parser.add_argument("--lines", type=int, default=Sizes().lines, help="guides in a file of JSON lines")
    parser.add_argument("--city", type=int, default=Sizes().city, help="guides in a long one")
    parser.add_argument("--distinct", action="store_true", help="no free text stands in two guides")
    parser.add_argument(
        "--json-by", help="what reads JSON for the floor and the peers (default: what guidelint needs)"
    )
    parser.add_argument("--work", type=Path, help="where the made guides stay (default: a temporary folder)")
    parser.add_argument("--markdown", type=Path, help="write the table here too")
    parser.add_argument("--tiny", action="store_true", help="only prove that every row runs")
    return parser.parse_args()


def measure(bench: Bench, names: list[str], agree_on: int) -> tuple[list[str], list[Row]]:
    """Verify, then measure and print row by row."""
    proven = list(agree(bench, agree_on))
    print("\n".join([*header(bench), "", *proven, "", *HEAD]), flush=True)
    found: list[Row] = []
    for name in names:
        for row in ROWS[name](bench):
            found.append(row)
            print(line(row), flush=True)
    return proven, found


def main() -> None:
    """Run the rows asked for."""
    options = arguments()
    tiny = options.tiny
    sizes = Sizes(12, 40, 80, 3) if tiny else Sizes(options.county, options.lines, options.city)
    names = (
        options.rows.split(",")
        if options.rows
        else [n for n in ROWS if tiny or options.slow or n not in SLOW]
    )
    unknown = [name for name in names if name not in ROWS]
    if unknown:
        sys.exit(f"no row {', '.join(unknown)}; there are {', '.join(ROWS)}")
    work = options.work or Path(tempfile.mkdtemp(prefix="guidelint-benchmark-"))
    start = time.monotonic()
    peers = options.peers.resolve() if options.peers else None
    if peers and not (peers / "venv/bin/python").is_file():
        sys.exit(f"no validators in {peers}: install them by benchmarks/install_peers.sh")
    bench = Bench(work.resolve(), peers, sizes, 1 if tiny else options.repeat, options.distinct)
    if options.json_by:
        bench.json_by = options.json_by
    bench.skipped.append(VACUUM)
    try:
        proven, found = measure(bench, names, 60 if tiny else 400)
        if options.markdown:
            write(options.markdown, bench, found, proven)
    finally:
        if not options.work:
            shutil.rmtree(work)
    print(f"\nleft out: {'; '.join(bench.skipped)}\n{time.monotonic() - start:.0f} s in all")


if __name__ == "__main__":
    main()
