"""Checks what a config says about rules: their names, parameters and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from math import isfinite
from pathlib import Path as FilePath
from typing import Any

from guidelint.checks.base import Check
from guidelint.checks.compound import leaves
from guidelint.config.settings import Config, IgnoreFindings, head_line
from guidelint.definitions.definition import DefinitionFile
from guidelint.errors import DefinitionError, Mistake, near
from guidelint.lean.structs import by_name
from guidelint.location import START, Path, Region
from guidelint.rule.builtin import named
from guidelint.rule.check_schema import unfit
from guidelint.rule.compilation import tune
from guidelint.rule.model import Rule
from guidelint.vocabulary import CANCELLED, MATTER_TYPES, SERVICE_MODES

Sources = list[tuple[FilePath, bytes]]


def check_config(sources: Sources, config: Config, known: Mapping[str, Rule]) -> None:
    """DefinitionError with every name of a rule that does not exist, and every threshold that one cannot take."""
    wrong = list(_wrong_thresholds(config.thresholds, known, ("thresholds",)))
    wrong += [*_wrong_exceptions(config, known), *_wrong_kinds(config, known)]
    for key, names in (("select", config.select), ("ignore", config.ignore)):
        wrong += _unnamed({(key, number): name for number, name in enumerate(names)}, known)
    for number, override in enumerate(config.overrides):
        wrong += _wrong_thresholds(override.thresholds, known, ("overrides", number, "thresholds"))
        wrong += _wrong_severities(override.severity, known, ("overrides", number, "severity"))
    if wrong:
        raise DefinitionError([_mistake(sources, path, sentence) for path, sentence in wrong])


def _wrong_severities(names: Iterable[str], known: Iterable[str], at: Path) -> Iterator[tuple[Path, str]]:
    of_rules = {part for name in known for part in (name, name.partition(".")[0])}
    for name in names:
        if name not in of_rules:
            yield (*at, name), f"no rule or group {name!r}{near(name, of_rules)}"


def _wrong_exceptions(config: Config, known: Iterable[str]) -> Iterator[tuple[Path, str]]:
    rules = enumerate(entry.rule for entry in config.ignore_findings)
    names: dict[Path, str] = {
        ("ignore_findings", number, "rule"): rule for number, rule in rules if rule.strip()
    }
    yield from _unnamed(names, known)


def _wrong_kinds(config: Config, known: Iterable[str]) -> Iterator[tuple[Path, str]]:
    kinds = (*MATTER_TYPES, *SERVICE_MODES, CANCELLED)
    for kind, names in config.applies.items():
        if kind not in kinds:
            yield ("applies", kind), f"no matter type or service mode {kind!r}{near(kind, kinds)}"
        yield from _unnamed({("applies", kind, number): name for number, name in enumerate(names)}, known)


def _unnamed(names: Mapping[Path, str], known: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """The names, by their places, that are no rule or group, nor a pattern that matches one."""
    all_known = named(known)
    for at, name in names.items():
        if not any(each == name or ("*" in name and fnmatchcase(each, name)) for each in all_known):
            yield at, f"no rule or group {name!r}{near(name, all_known)}"


class Exceptions:
    """Where the files of a config state its exceptions; each is read once for all that are asked about."""

    def __init__(self, sources: Sequence[tuple[FilePath, bytes]]) -> None:
        self._first = _from_here(sources[0][0]) if sources else "guidelint.yaml"
        self._stated: dict[tuple[Any, Any], list[tuple[Any, FilePath, int]]] = {}
        self._files: dict[FilePath, DefinitionFile] = {}
        for file, data in sources:
            if file.suffix != ".toml":
                self._add(file, DefinitionFile(file.as_posix(), data))

    def _add(self, file: FilePath, source: DefinitionFile) -> None:
        self._files[file] = source
        stated = source.root.get("ignore_findings") if isinstance(source.root, dict) else None
        for number, plain in enumerate(stated or ()):
            key = plain.get("rule"), plain.get("where")
            self._stated.setdefault(key, []).append((plain, file, number))

    def place(self, entry: IgnoreFindings) -> tuple[str, Region]:
        """The file that states an exception, and where; of a pyproject.toml only the file is known."""
        for plain, file, number in self._stated.get((entry.rule, entry.where), ()):
            if all(plain.get(name) in (value, None) for name, value in by_name(entry).items()):
                return _from_here(file), self._files[file].tree.region(("ignore_findings", number))
        return self._first, START


def _from_here(file: FilePath) -> str:
    """The path of a file from the current folder where it lies there, as those of guides are."""
    here = FilePath.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()


def _wrong_thresholds(
    thresholds: Mapping[str, Mapping[str, Any]], known: Mapping[str, Rule], at: Path
) -> Iterator[tuple[Path, str]]:
    for rule_id, values in thresholds.items():
        rule = known.get(rule_id)
        if rule is None:
            yield (*at, rule_id), f"no rule {rule_id!r}{near(rule_id, known)}"
            continue
        names = {name for leaf in leaves(rule.check) for name in by_name(leaf)}
        for name, value in values.items():
            if name not in names:
                hint = near(name, names) or f"; has {', '.join(sorted(names))}"
                yield (*at, rule_id, name), f"{rule_id} has no parameter {name!r}{hint}"
            else:
                for why in _misfits(rule, name, value):
                    yield (*at, rule_id, name), f"not a value for {name!r} of {rule_id}: {value!r}{why}"


def _misfits(rule: Rule, name: str, value: Any) -> list[str]:
    """Why the rule cannot take the value, if it says; what is no number cannot stand where one is asked."""
    try:
        tuned = tune(rule, {name: value})
    except (TypeError, ValueError):
        return [""]
    pairs = zip(leaves(rule.check), leaves(tuned.check), strict=True)
    if not all(_alike(old, new, name) for old, new in pairs if hasattr(old, name)):
        return [""]
    wrong = [mistake for leaf in leaves(tuned.check) for mistake in unfit(leaf, rule.given)]
    return [f"; {sentence}" if at == name else "" for at, sentence in wrong[:1]]


def _alike(before: Check, after: Check, name: str) -> bool:
    """Whether a value is of the kind of the one before; none at all where a check may go without."""
    old, new = getattr(before, name), getattr(after, name)
    if new is None:
        return old is None or getattr(type(before), name, "") is None
    if isinstance(new, float) and not isfinite(new):
        return False
    if old is None:
        return not isinstance(new, (list, tuple, dict))
    if isinstance(old, float):
        return isinstance(new, (int, float))
    inside = new.values() if isinstance(new, dict) else new if isinstance(new, tuple) else ()
    return isinstance(new, type(old)) and all(isinstance(each, str) for each in inside)


def _mistake(sources: Sources, path: Path, sentence: str) -> Mistake:
    """The mistake at its place in the nearest file that says it; in a pyproject.toml at the head of our table."""
    for file, data in sources:
        tree = DefinitionFile(file.as_posix(), data).tree if file.suffix != ".toml" else None
        if tree is not None and tree.spans(path) is not None:
            region = tree.region(path)
            return Mistake(file.as_posix(), region.line, region.column, sentence)
    nearest, data = sources[0]
    return Mistake(nearest.as_posix(), head_line(data), 1, f"{'.'.join(map(str, path))}: {sentence}")
