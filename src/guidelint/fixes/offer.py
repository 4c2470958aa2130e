"""From a rule's fix to the fix of a finding: the texts that it changes, their edits, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from guidelint.finding import Edit, Fix, Target
from guidelint.fingerprint import value_at
from guidelint.fixes.kinds import AnyFix, safety
from guidelint.location import Path
from guidelint.readers.literal import changed
from guidelint.record import Record
from guidelint.values.text.shortening import shortened


class Editable(Protocol):
    """What a fix asks of a source's tree, or of plain values."""

    root: Any

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """See `readers.tree.Tree`."""


_NAMED = 3
"""So many changes are named in a description; of the others their number."""


def offer(
    fix: AnyFix, seen: tuple[Path, Mapping[str, str]], record: Record, tree: Editable, language: str
) -> Fix | None:
    """The fix for what a check saw (its path and args), or None where nothing can be fixed mechanically."""
    safe = safety(fix, seen[1])
    if safe is None:
        return None
    edits: dict[Edit, None] = {}
    targets: list[Target] = []
    replaced: dict[tuple[str, str], None] = {}
    for path, value, changes in changed_texts(fix, *seen, record.data):
        origin = record.origin(path)
        inside = _inside(value_at(tree.root, origin), value, changes)
        made = tree.edits(origin, *inside) if inside else None
        if not inside or not made:
            return None
        edits.update(dict.fromkeys(made))
        targets.append(Target(origin, tuple(inside[1])))
        replaced.update(dict.fromkeys((value[edit.start : edit.end], edit.text) for edit in changes))
    return Fix(_description(list(replaced), language), safe, tuple(edits), tuple(targets)) if edits else None


def changed_texts(
    fix: AnyFix, path: Path, args: Mapping[str, str], data: Any
) -> list[tuple[Path, str, list[Edit]]]:
    """The texts at a path of a record that a fix changes, and how: the value, or the fields of an element."""
    value = value_at(data, path)
    names = fix.fields or (tuple(value) if isinstance(value, dict) else ())
    texts = (
        [((*path, name), value.get(name)) for name in names] if isinstance(value, dict) else [(path, value)]
    )
    made = [(at, text, fix.edits(text, args)) for at, text in texts if isinstance(text, str)]
    return [(at, text, changes) for at, text, changes in made if changes and changed(text, changes) != text]


def applied(root: Any, fixes: Iterable[Fix]) -> Any:
    """Plain values after fixes: the same, save for the texts that they name."""
    edits: dict[Path, dict[Edit, None]] = {}
    for target in (target for fix in fixes for target in fix.targets):
        edits.setdefault(target.path, {}).update(dict.fromkeys(target.edits))
    for path, changes in edits.items():
        root = _with(root, Target(path, tuple(changes)))
    return root


def _with(value: Any, target: Target) -> Any:
    """A value with the text at a path changed; what lies beside the path is shared, not copied."""
    path, edits = target
    if not path:
        return changed(value, edits)
    inner = _with(value[path[0]], Target(path[1:], edits))
    copied = value.copy()
    copied[path[0]] = inner
    return copied


def _inside(raw: Any, value: str, changes: list[Edit]) -> tuple[str, list[Edit]] | None:
    """A text of the source, and the changes of the value that it holds; None where it does not, or twice."""
    if not isinstance(raw, str) or raw.count(value) != 1:
        return None
    at = raw.index(value)
    return raw, [change._replace(start=change.start + at, end=change.end + at) for change in changes]


def _description(replaced: list[tuple[str, str]], language: str) -> str:
    one = _english if language == "en" else _chinese
    parts = [one(_short(old), _short(new)) for old, new in replaced[:_NAMED]]
    if len(replaced) > _NAMED:
        parts.append(f"{len(replaced)} changes in all" if language == "en" else f"共{len(replaced)}处")
    return ("; " if language == "en" else "；").join(parts)


def _chinese(old: str, new: str) -> str:
    if not old:
        return f"加上“{new}”"
    return f"把“{old}”改为“{new}”" if new else f"删去“{old}”"


def _english(old: str, new: str) -> str:
    if not old:
        return f"insert {new!r}"
    return f"replace {old!r} by {new!r}" if new else f"delete {old!r}"


def _short(text: str) -> str:
    """A text as descriptions show it; blanks that are all of it stay."""
    return shortened(text) if text.strip() else text
