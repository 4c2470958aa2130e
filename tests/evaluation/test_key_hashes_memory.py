"""Ten million codes must fit into 2 GB: the memory allowed per guide, whatever its code."""

from __future__ import annotations

import tracemalloc

from guidelint.evaluation.key_hashes import KeyHashes

GUIDES = 200_000
MOST = 2_000_000_000 / 10_000_000
"""Bytes a guide."""


def test_codes_are_told_apart_in_the_memory_that_ten_million_of_them_have():
    tracemalloc.start()
    try:
        marks = KeyHashes()
        for number in range(GUIDES):
            marks.add(("item_code", f"430623{number % (GUIDES - 7):025d}", ""), number)
        meeting = marks.shared_numbers()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert meeting == [*range(7), *range(GUIDES - 7, GUIDES)]
    assert peak / GUIDES < MOST


def test_marks_that_so_many_guides_have_meet_however_many_are_compared_at_a_time(monkeypatch) -> None:
    marks = KeyHashes()
    for number, key in enumerate(("a", "b", "a", "c", "b", "a", "d", "a", "c")):
        marks.add((key,), number)
    marks.add(("b",), 8)
    for at_a_time in (10_000, 3, 1):
        monkeypatch.setattr("guidelint.evaluation.key_hashes._AT_A_TIME", at_a_time)
        assert marks.shared_numbers() == [0, 1, 2, 3, 4, 5, 7, 8]
        assert marks.shared_numbers(3) == [0, 1, 2, 4, 5, 7, 8]
        assert marks.shared_numbers(4) == [0, 2, 5, 7]
        assert marks.shared_numbers(5) == []
        assert marks.shared_numbers(1) == list(range(9))
