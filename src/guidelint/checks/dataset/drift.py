"""The check that one matter is offered alike wherever it is offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from guidelint.checks.base import Settings
from guidelint.checks.contact.windows import written
from guidelint.checks.dataset.base import DatasetCheck, Key, RecordPlace, SetProblem, text_at
from guidelint.lean.tuples import NamedTuple
from guidelint.record import Record
from guidelint.values.depth import depth_level
from guidelint.values.identity.body_names import plain_body
from guidelint.values.materials.material_names import material_key
from guidelint.values.time.duration import days, parse_duration, years_as_months

FACTS = ("materials", "statutory_limit", "promised_limit", "online_depth")
"""What must be alike; places, telephones and hours are local."""


class _Guide(NamedTuple):
    """A guide of a matter with its facts as written."""

    place: RecordPlace
    facts: tuple[Any, ...]


class Alike(DatasetCheck):
    """Guides of several authorities or places with the same 基本编码 and name must agree in the facts of
    `fields`.

    The most frequent value counts as right; on a tie, the first. A fact that a guide does not give, or that
    cannot be parsed, is not compared, nor is an authority with several guides for the matter (its
    业务办理项). Reported at the guide that differs: {here}, versus {there} at {other}; for materials, how
    many, and which of them the other lacks ({here_en}, {there_en} in English).
    """

    message_args = ("here", "there", "here_en", "there_en", "other", "code")
    shares = True
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
        bodies.setdefault((plain_body(place.authority), plain_body(region)), []).append((place, facts))

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
    """The guides whose fact differs from the most common one."""
    facts = [(guide, _READ[name](guide.facts[number])) for guide in guides]
    facts = [(guide, fact) for guide, fact in facts if fact is not None]
    counts = Counter(fact for _, fact in facts)
    if len(counts) < 2:
        return
    most = max(counts.values())
    model, usual = next((guide, fact) for guide, fact in facts if counts[fact] == most)
    for guide, fact in facts:
        if fact != usual:
            here, here_en = _shown(guide.facts[number], usual, "那里")
            there, there_en = _shown(model.facts[number], fact, "这里")
            other = model.place.authority or model.place.source
            message_args = {"here": here, "there": there, "here_en": here_en, "there_en": there_en}
            message_args |= {"other": other, "code": code}
            yield SetProblem(guide.place, (name,), message_args, (model.place,))


def _shown(written_fact: Any, other: Any, elsewhere: str) -> tuple[str, str]:
    """A fact as written, in Chinese and English; of materials, those that the other guide does not ask for."""
    if isinstance(written_fact, str):
        return f"是 {written_fact}", written_fact
    names = list(filter(None, map(written, written_fact)))
    own = "".join(f"“{name.strip()}”" for name in names if _material(name) not in other)
    lacking, lacking_en = (f"（其中{own}{elsewhere}没有）", f" (only there: {own})") if own else ("", "")
    return f"共 {len(names)} 项{lacking}", f"{len(names)}{lacking_en}"


def _materials(names: tuple[Any, ...]) -> frozenset[str] | None:
    return frozenset(map(_material, filter(None, map(written, names)))) or None


def _material(name: str) -> str:
    """A normalised name; a form is the same with and without 《》."""
    return material_key(name.replace("《", "").replace("》", ""))


def _limit(text: str) -> Any:
    duration = parse_duration(text)
    if duration is None:
        return None
    working = 0.0 if duration.instant else days(duration)
    if working is not None:
        return working
    whole = years_as_months(duration)
    return whole.value, whole.unit


_READ: dict[str, Callable[[Any], Any]] = {
    "materials": _materials,
    "statutory_limit": _limit,
    "promised_limit": _limit,
    "online_depth": depth_level,
}
