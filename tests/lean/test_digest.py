"""The digests equal those of the standard library."""

from __future__ import annotations

import hashlib

from guidelint.lean import digest


def test_digests_are_those_of_the_library() -> None:
    for data in (b"", b"\0", "办事指南".encode() * 1000):
        assert digest.sha256(data).hexdigest() == hashlib.sha256(data).hexdigest()
        ours, theirs = digest.blake2b(data, digest_size=32), hashlib.blake2b(data, digest_size=32)
        assert ours.digest() == theirs.digest()
