"""Measures whole processes: wall time, CPU time, peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Cost(NamedTuple):
    """Wall time and CPU time in seconds (user and system, children included), and peak memory in megabytes.

    `megabytes` is that of the largest process, and at least what this one holds (20 MB), because Linux counts
    the moment of the fork; if all processes were watched together, their sum.
    """

    wall: float
    cpu: float
    megabytes: float


class Command(NamedTuple):
    """A command line. `before` is called each time, untimed; `together` watches the memory of all its
    processes.

    `may_find`: status 1 means findings, not failure.
    """

    words: Sequence[str]
    before: Callable[[], None] | None = None
    one_core: bool = True
    env: Mapping[str, str] | None = None
    together: bool = False
    stdout: Path | None = None
    may_find: bool = False


def cost(command: Command) -> Cost:
    """Run a command and wait; a failure ends the benchmark."""
    if command.before:
        command.before()
    with (
        _cores(command.one_core),
        tempfile.TemporaryFile() as told,
        (command.stdout or Path(os.devnull)).open("wb") as out,
    ):
        start = time.perf_counter()
        child = subprocess.Popen(command.words, stdout=out, stderr=told, env=os.environ | (command.env or {}))
        watch = _Watch(child.pid) if command.together else None
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in ((0, 1) if command.may_find else (0,)):
            told.seek(0)
            sys.exit(
                f"{' '.join(command.words)[:300]}: status {child.returncode}\n{told.read().decode()[-2000:]}"
            )
    peak = usage.ru_maxrss / 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(peak, watch.stop()) if watch else peak)


def side_by_side(commands: Mapping[str, Command], repeat: int) -> dict[str, Cost]:
    """The median costs of each command, run in turn; if repeated, after an untimed round."""
    if repeat > 1:
        for command in commands.values():
            cost(command)
    runs = [{name: cost(command) for name, command in commands.items()} for _ in range(repeat)]
    return {name: _median([run[name] for run in runs]) for name in commands}


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        median(each.wall for each in costs),
        median(each.cpu for each in costs),
        max(each.megabytes for each in costs),
    )


@contextmanager
def _cores(one: bool) -> Iterator[None]:
    """Children inherit the cores; this process only waits."""
    every = os.sched_getaffinity(0)
    if one:
        os.sched_setaffinity(0, {max(every)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)


class _Watch:
    """Samples the memory of a process and its descendants every twentieth of a second."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._ended = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(0.05):
            self._peak = max(self._peak, sum(map(_held, _family(self._pid))))

    def stop(self) -> float:
        """The peak seen, in megabytes."""
        self._ended.set()
        self._thread.join()
        return self._peak


def _family(pid: int) -> Iterator[int]:
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = file.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _held(pid: int) -> float:
    """The memory of a process in megabytes, with shared pages counted proportionally."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("Pss:")), 0.0)
