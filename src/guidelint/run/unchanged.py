"""The cached report of a run, for the next one: if no source has changed, nothing is merged or located."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path as FilePath
from typing import Any

from guidelint.caching.packing import pack
from guidelint.lean.digest import blake2b
from guidelint.report import Report
from guidelint.run.results import Results
from guidelint.sources.batches import Batch

_KEPT = (
    "findings", "suppressed", "not_checked", "records", "sources", "tally", "matters", "of_set", "profile_tally",
)  # fmt: skip
"""What of a report depends on the sources; the rest is known from the rules."""


class Unchanged:
    """The last run over sources of these names, by the same program, rules, settings and date.

    `stated` are the files of the config, to the byte: findings on their exceptions name lines of theirs.
    """

    def __init__(
        self, results: Results, divided: Sequence[Batch], stated: Iterable[tuple[FilePath, bytes]]
    ) -> None:
        self.results = results
        self.divided = divided
        names = [source.name for batch in divided for source in batch]
        files = [f"{path.as_posix()}\0{blake2b(data, digest_size=32).hexdigest()}" for path, data in stated]
        key_text = "\0".join([results.identity, *files, "", *names]).encode("utf-8", "surrogatepass")
        self.file = f"whole-{blake2b(key_text, digest_size=32).hexdigest()}"

    def found(self) -> dict[str, Any] | None:
        """What was reported then, where every source is what it was; the first that is not ends the search."""
        keys, found = self._last()
        if len(keys) != len(self.divided):
            return None
        for key, batch in zip(keys, self.divided, strict=True):
            kept = self.results.key(batch)
            if kept is None or kept[0] != key:
                return None
        return found

    def _last(self) -> tuple[tuple[str, ...], dict[str, Any]]:
        """The keys of the last run's batches and what it found; no keys where nothing is kept, or it is damaged."""
        match self.results.value(self.file):
            case (tuple() as keys, dict() as found) if tuple(found) == _KEPT:
                return keys, found
        return (), {}

    def keep(self, keys: Sequence[str], report: Report) -> None:
        """Keep what was reported; `keys` are those of the batches, empty for one whose outcome is not kept."""
        if all(keys):
            found = {name: getattr(report, name) for name in _KEPT}
            self.results.put(self.file, pack((tuple(keys), found)))
