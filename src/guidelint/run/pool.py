"""Batches linted by several processes; the outcomes are returned in the order of the batches."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from guidelint.errors import Killed
from guidelint.sources.batches import Batch, Work

_AHEAD = 3
"""So many batches per process are handed out before the first comes back."""
_STOPS = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}
_work: Work | None = None


def in_processes(
    make: Callable[..., Work], arguments: Sequence[Any], batches: Sequence[Batch], jobs: int
) -> Iterator[bytes]:
    """The packed outcome of every batch, in order. `make(*arguments)` makes each process what it works with.

    When the caller goes away, the processes are stopped; those that work end with their batch.
    """
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    waiting: deque[Future[bytes]] = deque()
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(make, *arguments))
    try:
        for batch in batches:
            with _held_back():
                waiting.append(pool.submit(_do, batch))
            if len(waiting) > jobs * _AHEAD:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    except (KeyboardInterrupt, BrokenProcessPool) as error:
        # What the processes are at is waited for: it is not lost.
        pool.shutdown(wait=True, cancel_futures=True)
        for future in waiting:
            if future.cancelled() or future.exception() is not None:
                break
            yield future.result()
        if isinstance(error, BrokenProcessPool):
            raise Killed from error
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _first(waiting: deque[Future[bytes]]) -> bytes:
    """The outcome of the first batch; one that is interrupted before it is there stays in the list."""
    outcome = waiting[0].result()
    waiting.popleft()
    return outcome


@contextmanager
def _held_back() -> Iterator[None]:
    """No stop reaches this process, nor one that it starts: it would break the pool before it knows what to do then."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)


def _begin(make: Callable[..., Work], *arguments: Any) -> None:
    global _work
    for number in _STOPS:
        signal.signal(number, signal.SIG_IGN)  # the parent tells when to stop
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # so does a pool that is broken
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    threading.Thread(target=_end_with_caller, daemon=True).start()
    _work = make(*arguments)


def _end_with_caller() -> None:
    """End when the caller was killed: the other processes hold the pipe open, and would wait for ever."""
    caller = multiprocessing.parent_process()
    assert caller is not None
    caller.join()
    os._exit(1)


def _do(batch: Batch) -> bytes:
    assert _work is not None
    return _work(batch)
