from __future__ import annotations

from collections import Counter

from guidelint.fingerprint import split_known


def test_equal_findings_are_parted_by_their_number() -> None:
    new, old, left = split_known("abacad", Counter("aabe"), str)
    assert ("".join(new), "".join(old), +left) == ("cad", "aba", Counter("e"))
