"""Ten million codes are to be told apart within 2 GB: so much may one guide take, whatever its code."""

from __future__ import annotations

import tracemalloc

from guidelint.marks import Marks

GUIDES = 200_000
MOST = 2_000_000_000 / 10_000_000
"""Bytes a guide."""


def test_codes_are_told_apart_in_the_memory_that_ten_million_of_them_have():
    tracemalloc.start()
    try:
        marks = Marks()
        for number in range(GUIDES):
            marks.add(("item_code", f"430623{number % (GUIDES - 7):025d}", ""), number)
        meeting = marks.meeting()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert meeting == [*range(7), *range(GUIDES - 7, GUIDES)]
    assert peak / GUIDES < MOST
