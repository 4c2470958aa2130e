"""What a config says of rules, held against the rules: names, parameters, values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from guidelint.checks.compound import leaves
from guidelint.config import Config
from guidelint.definition import DefinitionFile
from guidelint.errors import DefinitionError, Mistake, near
from guidelint.location import Path
from guidelint.plan import tune
from guidelint.rule import Rule
from guidelint.structs import by_name

Sources = list[tuple[FilePath, bytes]]


def check_config(sources: Sources, config: Config, known: Mapping[str, Rule]) -> None:
    """DefinitionError with every threshold or severity of a rule that does not exist or cannot take it."""
    wrong = list(_wrong_thresholds(config.thresholds, known, ("thresholds",)))
    for number, override in enumerate(config.overrides):
        wrong += _wrong_thresholds(override.thresholds, known, ("overrides", number, "thresholds"))
        for name in override.severity:
            if name not in known:
                path: Path = ("overrides", number, "severity", name)
                wrong.append((path, f"no rule {name!r}{near(name, known)}"))
    if wrong:
        raise DefinitionError([_mistake(sources, path, sentence) for path, sentence in wrong])


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
            elif not _fits(rule, name, value):
                yield (*at, rule_id, name), f"not a value for {name!r} of {rule_id}: {value!r}"


def _fits(rule: Rule, name: str, value: Any) -> bool:
    """Whether the rule can take the value; what is no number cannot stand where one is asked."""
    try:
        tuned = tune(rule, {name: value})
    except (TypeError, ValueError):
        return False
    pairs = zip(leaves(rule.check), leaves(tuned.check), strict=True)
    return all(_alike(getattr(old, name, None), getattr(new, name, None)) for old, new in pairs)


def _alike(old: Any, new: Any) -> bool:
    if old is None or new is None:
        return not isinstance(new, (list, tuple, dict))
    numbers = (int, float)
    return isinstance(new, type(old)) or (isinstance(old, numbers) and isinstance(new, numbers))


def _mistake(sources: Sources, path: Path, sentence: str) -> Mistake:
    """The mistake at its place in the nearest file that says it; a pyproject.toml has no places."""
    for file, data in sources:
        tree = DefinitionFile(file.as_posix(), data).tree if file.suffix != ".toml" else None
        if tree is not None and tree.spans(path) is not None:
            region = tree.region(path)
            return Mistake(file.as_posix(), region.line, region.column, sentence)
    return Mistake(sources[0][0].as_posix(), 1, 1, f"{'.'.join(map(str, path))}: {sentence}")
