"""Splits a run into as many SARIF files as GitHub's limits require."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from guidelint.lean.structs import Struct

T = TypeVar("T")


class Limits(Struct):
    """The limits of one file.

    GitHub takes 25,000 results a run but keeps the 5,000 gravest, and 10 MB after gzip (docs.github.com,
    "SARIF support for code scanning").
    """

    results: int = 5_000
    gzip_bytes: int = 10_000_000


GITHUB = Limits()


class Volume(Struct):
    """The number of a file (from 1), the number of files, and the number of results in the others."""

    number: int
    of: int
    elsewhere: int


def split(
    things: Sequence[T],
    severity_rank: Callable[[T], Any],
    render: Callable[[Sequence[T], Volume], str],
    limits: Limits,
) -> list[str]:
    """Texts within the limits: one, in the given order, if that is enough; else several, sorted by gravity.

    Files too big for GitHub are halved down to a single result, which is then accepted.
    """
    size = limits.results
    while True:
        chunks = _chunks(things, severity_rank, size)
        texts = [
            render(chunk, Volume(number, len(chunks), len(things) - len(chunk)))
            for number, chunk in enumerate(chunks, 1)
        ]
        if size == 1 or all(_fits(text, limits.gzip_bytes) for text in texts):
            return texts
        size = max(1, min(size, len(things)) // 2)


def _chunks(things: Sequence[T], severity_rank: Callable[[T], Any], size: int) -> list[Sequence[T]]:
    if len(things) <= size:
        return [things]
    ordered = sorted(things, key=severity_rank)
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]


def _fits(text: str, limit: int) -> bool:
    """Whether a text is within the limit; it is compressed only if longer than the limit."""
    raw = text.encode()
    if len(raw) <= limit:
        return True
    import gzip

    return len(gzip.compress(raw)) <= limit
