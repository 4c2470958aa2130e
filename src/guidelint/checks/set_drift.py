"""The check that one matter is offered alike wherever it is offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from guidelint.checks.base import Settings
from guidelint.checks.contact import written
from guidelint.checks.dataset import DatasetCheck, Key, RecordPlace, SetProblem, text_at
from guidelint.record import Record
from guidelint.tuples import NamedTuple
from guidelint.values.depth import depth_level
from guidelint.values.duration import days, parse_duration
from guidelint.values.material_names import material_key

FACTS = ("materials", "statutory_limit", "promised_limit", "online_depth")
"""What must be alike; places, telephones and hours are local."""


class _Guide(NamedTuple):
    """A guide of a matter with its facts as written."""

    place: RecordPlace
    facts: tuple[Any, ...]


class Alike(DatasetCheck):
    """Guides of several bodies or places with one 基本编码 and one name must agree in the facts of `fields`.

    What most of them say counts as right, of equals what the first says. A fact that a guide does not give,
    or that cannot be read, is not compared; nor is a body with several guides of the matter, its 业务办理项.
    Told at the guide that differs: {here}, there {there} at {other}; of materials, how many, and which of
    them the other lacks.
    """

    kind: ClassVar[str] = "alike"
    says: ClassVar[tuple[str, ...]] = ("here", "there", "other", "code")
    shares: ClassVar[bool] = True
    fields: tuple[str, ...] = FACTS

    def mistakes(self) -> list[tuple[str, str]]:
        return [
            ("fields", f"cannot compare {name!r}; known: {', '.join(FACTS)}")
            for name in self.fields
            if name not in FACTS
        ]

    def empty(self) -> Any:
        """Guides by matter and body."""
        return {}

    def gather(self, state: Any, key: Key, record: Record, place: RecordPlace) -> None:
        region = text_at(record, "region_code") or text_at(record, "region")
        bodies = state.setdefault(key, {})
        facts = tuple(
            _names(record) if name == "materials" else text_at(record, name) for name in self.fields
        )
        bodies.setdefault((place.authority, region), []).append((place, facts))

    def keys(self, record: Record) -> list[Key]:
        code = text_at(record, "catalog_code")
        return [(code, "".join(text_at(record, "name").split()))] if code and written(code) else []

    def points_at(self) -> tuple[str, ...]:
        return self.fields

    def merge(self, state: Any, other: Any) -> None:
        for key, theirs in other.items():
            bodies = state.setdefault(key, {})
            for body, guides in theirs.items():
                bodies.setdefault(body, []).extend(guides)

    def finish(self, state: Any, settings: Settings) -> list[SetProblem]:
        problems: list[SetProblem] = []
        for (code, _), bodies in sorted(state.items()):
            guides = sorted(_Guide(*only) for only, *more in bodies.values() if not more)
            for number, name in enumerate(self.fields):
                problems += _differing(guides, number, name, code)
        return problems


def _names(record: Record) -> tuple[Any, ...]:
    return tuple([material.get("name") for material in record.data.get("materials") or ()])


def _differing(guides: list[_Guide], number: int, name: str, code: str) -> Iterator[SetProblem]:
    """The guides whose fact is not the usual one."""
    facts = [(guide, _READ[name](guide.facts[number])) for guide in guides]
    facts = [(guide, fact) for guide, fact in facts if fact is not None]
    counts = Counter(fact for _, fact in facts)
    if len(counts) < 2:
        return
    most = max(counts.values())
    model, usual = next((guide, fact) for guide, fact in facts if counts[fact] == most)
    for guide, fact in facts:
        if fact != usual:
            here, there = _shown(guide.facts[number], fact, usual), _shown(model.facts[number], usual, fact)
            other = model.place.authority or model.place.source
            told = {"here": here, "there": there, "other": other, "code": code}
            yield SetProblem(guide.place, (name,), told, (model.place,))


def _shown(written_fact: Any, fact: Any, other: Any) -> str:
    """A fact as written; of materials, those that the other guide does not ask for."""
    if isinstance(written_fact, str):
        return written_fact
    names = list(filter(None, map(written, written_fact)))
    own = [f"“{name.strip()}”" for name in names if material_key(name) not in other]
    return f"{len(names)}" + (f"（{'、'.join(own)}）" if own else "")


def _materials(names: tuple[Any, ...]) -> frozenset[str] | None:
    return frozenset(map(material_key, filter(None, map(written, names)))) or None


def _limit(text: str) -> Any:
    duration = parse_duration(text)
    if duration is None:
        return None
    working = 0.0 if duration.instant else days(duration)
    return (duration.value, duration.unit) if working is None else working


_READ: dict[str, Callable[[Any], Any]] = {
    "materials": _materials,
    "statutory_limit": _limit,
    "promised_limit": _limit,
    "online_depth": depth_level,
}
