"""The command line: arguments to options, options to a call, its result to streams and an exit status."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found] # `signal` takes a while to name its numbers
import gc
import io
import os
import sys

# As that of `typing`, which takes a while to load: who stops the program until `process` is there sees a traceback.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

INTERRUPTED = 130
"""The exit status of a run that was stopped: 128 and the number of SIGINT."""
_FEWER_COLLECTIONS = (100_000, 50, 50)
"""What a run allocates lives as long as its source: looking for garbage at every 700th object only costs."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status of the contract (0, 1, 2, 3 or 130)."""
    gc.set_threshold(*_FEWER_COLLECTIONS)
    if sys.stdout is None or sys.stderr is None:
        _stand_in()
    from guidelint.caching.cache import default_folder

    words = sys.argv[1:] if arguments is None else arguments
    folder = None if arguments is not None or "--no-cache" in words else default_folder(dict(os.environ))
    expressions = None
    if folder is not None:
        from guidelint.cli.expressions import Expressions

        expressions = Expressions(folder)
        expressions.begin()
    from guidelint.cli.run import run_command

    try:
        return run_command(words)
    finally:
        if expressions is not None:
            expressions.end()


def _stand_in() -> None:
    """What a caller gave closed is opened: as a pipe that nobody reads, or nowhere for what is only said beside."""
    if sys.stdout is None:
        reader, writer = os.pipe()
        os.close(reader)
        os.dup2(writer, 1)  # nothing that is opened later may be taken for it
        if writer != 1:
            os.close(writer)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - a descriptor, for good
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - to the end of the process


class _Beside(io.FileIO):
    """Standard error, where that is a file: when nobody reads it any longer, or it is full, no run ends for that."""

    def write(self, data: Any) -> int:
        """Write as much as can be written; the rest counts as written."""
        try:
            return super().write(data)
        except OSError:
            return len(data)


def _never_fail_beside() -> None:
    """Nothing that is only said beside a report changes a status."""
    stream = getattr(sys.stderr, "buffer", None)
    if isinstance(getattr(stream, "raw", stream), io.FileIO):
        binary = io.BufferedWriter(_Beside(sys.stderr.fileno(), "w", closefd=False))
        sys.stderr = io.TextIOWrapper(binary, sys.stderr.encoding, "replace", line_buffering=True)


def process() -> NoReturn:
    """The command line as a process that exits at once, without the interpreter's shutdown, to keep hooks
    fast; and because threads of pyarrow sometimes abort the process in it.

    `atexit` handlers (of a process pool, Spark) are run. If there is a profiler, or output could not be flushed,
    it exits as usual, but without another garbage collection.
    """
    _never_fail_beside()
    try:
        _signal.signal(_signal.SIGTERM, _signal.default_int_handler)  # how CI cancels: as Ctrl-C does
        hangup = getattr(_signal, "SIGHUP", None)  # a terminal that is closed, unless nohup ignores it
        if hangup and _signal.getsignal(hangup) == _signal.SIG_DFL:
            _signal.signal(hangup, _signal.default_int_handler)
        status = main()
    except KeyboardInterrupt:
        status = INTERRUPTED
    if sys.getprofile() is None:
        if "atexit" in sys.modules:
            sys.modules["atexit"]._run_exitfuncs()
        try:
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
        except (OSError, ValueError, AttributeError):  # closed, full or not there: the interpreter tells
            sys.exit(status)
        os._exit(status)
    gc.freeze()
    sys.exit(status)
