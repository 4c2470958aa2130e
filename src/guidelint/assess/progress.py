"""Compares two runs: which findings are fixed, new or remaining, and how the assessment tables changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from guidelint.assess.attribution import WHOLE, in_cell
from guidelint.assess.runs import Run, SeenFinding, hidden, undated
from guidelint.assess.tables import View, tables
from guidelint.assess.tally import Tally
from guidelint.fingerprint import split_known


def progress(old: Run, new: Run, view: View) -> dict[str, Any]:
    """Counts of fixed, new and remaining findings; equal findings are matched by number.

    If the new run knows its guides, findings on others are `gone`, not fixed. Findings where the new run
    could not read or evaluate are `unseen`; where the old run could not, they are `unseen_before`, as they
    may have existed.
    """
    solved, _, _ = split_known(old.findings, _fingerprints(new))
    added, remaining, _ = split_known(new.findings, _fingerprints(old))
    for name in _other_names(old, new, view.aliases):
        added, renamed, _ = split_known(added, Counter(map(name, solved)), name)
        solved, _, _ = split_known(solved, Counter(map(name, renamed)), name)
        remaining += renamed
    fixed, unseen = _split_by_coverage(solved, new)
    gone = Counter({seen: count for seen, count in fixed.items() if new.lacks(seen)})
    come, before = _split_by_coverage(added, old)
    kinds = {"fixed": fixed - gone, "new": come, "remaining": Counter(remaining)}
    kinds |= {"gone": gone} if gone else {}
    kinds |= {"unseen": unseen} if unseen else {}
    kinds |= {"unseen_before": before} if before else {}
    return {
        "from": old.as_of,
        "to": new.as_of,
        "total": {kind: sum(counts.values()) for kind, counts in kinds.items()},
        "by_authority": _by(kinds, lambda seen: seen.body(view.aliases)),
        "by_rule": _by(kinds, lambda seen: seen.rule),
        "trend": _trend(old.tally, new.tally, view),
    }


def _other_names(old: Run, new: Run, aliases: Mapping[str, str]) -> Iterator[Callable[[SeenFinding], str]]:
    """Keys that match findings whose fingerprints changed with the name of a source or code of a matter."""
    for place in _places(old, new):
        yield partial(_of_source, place=place)
    codes = {seen.code for seen in old.findings} ^ {seen.code for seen in new.findings}
    yield partial(_of_matter, codes=codes, aliases=aliases)


def _places(old: Run, new: Run) -> list[Callable[[str], str]]:
    """Keys under which a source may be known by another name, most reliable first: its file, then the file of
    another month.

    If each run has one source, it is the same. A file that both runs know is never matched with another.
    """
    if old.single and new.single:
        return [lambda source: ""]
    names = [{_file(seen.source) for seen in run.findings} for run in (old, new)]
    both = names[0] & names[1]
    return [_file, lambda source: _file(source) if _file(source) in both else undated(source)]


def _file(source: str) -> str:
    return source.rpartition("/")[2]


def _of_source(seen: SeenFinding, place: Callable[[str], str]) -> str:
    """The key of a finding on a source by its file, renamed each month in exports; else the fingerprint."""
    return "\x1f".join((seen.rule, seen.message, place(seen.source))) if seen.message else seen.fingerprint


def _of_matter(seen: SeenFinding, codes: Collection[str], aliases: Mapping[str, str]) -> str:
    """The key of a finding on a matter whose code only one run knows, else its fingerprint (by code)."""
    if not seen.name or seen.code not in codes:
        return seen.fingerprint
    return "\x1f".join((seen.rule, seen.body(aliases), seen.name, seen.path))


def _split_by_coverage(
    found: Iterable[SeenFinding], other: Run
) -> tuple[Counter[SeenFinding], Counter[SeenFinding]]:
    """Findings of only one run, split into those that the other would have reported, and those it could not."""
    counts = Counter(found)
    read = {_file(seen.source) for seen in other.findings} - {_file(source) for source in other.unread}
    places = hidden({seen.source for seen in counts}, other.unread, read)
    unseen = {seen: count for seen, count in counts.items() if _is_unseen(seen, places, other.evaluated)}
    return counts - Counter(unseen), Counter(unseen)


def _is_unseen(seen: SeenFinding, hidden: Collection[str], evaluated: Collection[str] | None) -> bool:
    """Whether a finding is in a source that a run could not read, or of a rule that it did not evaluate.

    Exceptions in the config belong to no guide.
    """
    if evaluated is not None and seen.rule not in evaluated:
        return True
    return seen.source in hidden and not seen.rule.startswith("suppression.")


def _fingerprints(run: Run) -> Counter[str]:
    return Counter(seen.fingerprint for seen in run.findings)


def _by(kinds: Mapping[str, Counter[SeenFinding]], name: Any) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, int]] = {}
    for kind, counts in kinds.items():
        for seen, count in counts.items():
            row = rows.setdefault(name(seen), dict.fromkeys(kinds, 0))
            row[kind] += count
    return [{"name": key, **row} for key, row in sorted(rows.items())]


def _trend(old: Tally | None, new: Tally | None, view: View) -> dict[str, Any] | None:
    """The totals of the tables before and after, if both runs kept their tallies."""
    if old is None or new is None:
        return None
    both = tables(old, view), tables(new, view)
    matters = [made["depth"]["total"]["total"] for made in both]
    depth = {name: [_depth(made, name) for made in both] for name in ("level3plus", "deduction")}
    return {"matters": matters, **depth, "compression": [_compression(made) for made in both]}


def _depth(made: Mapping[str, Any], name: str) -> float | None:
    """A share of the total, or its cost; None if no level is known."""
    total = made["depth"]["total"]
    return float(total[name]) if any(total["level"].values()) else None


def _compression(made: Mapping[str, Any]) -> float | None:
    total = made["limits"]["total"]
    return None if total is None else float(total["compression"])


def text(made: Mapping[str, Any], titles: Mapping[str, str], language: str) -> str:
    """Progress in a few lines and two tables, in Markdown; `titles` are those of the rules."""
    words = _WORDS[language]
    total = made["total"]
    head = words["head"].format(made["from"], made["to"], total["fixed"], total["new"], total["remaining"])
    aside = [words.get(f"are_{kind}", "").format(count) for kind, count in total.items()]
    parts = ["".join([head, *aside])]
    if made["trend"]:
        parts.append("\n".join(_trend_line(name, pair, words) for name, pair in made["trend"].items()))
    for key in ("by_authority", "by_rule"):
        rows = [(words[key], *map(words.__getitem__, total)), ("---",) * (1 + len(total))]
        rows += [(_shown(row["name"], titles, language), *map(row.__getitem__, total)) for row in made[key]]
        parts.append("\n".join("| " + " | ".join(map(str, row)) + " |" for row in rows))
    return "\n\n".join(parts) + "\n"


def _shown(name: str, titles: Mapping[str, str], language: str) -> str:
    """A name as a table cell in Markdown, that of a rule after its title."""
    if name in titles:
        return in_cell(f"{titles[name]}（{name}）" if language == "zh" else f"{titles[name]} ({name})")
    told = WHOLE[language] if name == WHOLE["zh"] else " ".join(name.split()) or _WORDS[language]["nobody"]
    return in_cell(told)


def _trend_line(name: str, pair: Iterable[float | None], words: Mapping[str, str]) -> str:
    before, after = map(_figure, pair)
    return f"* {words[name]}：{before} → {after}"


def _figure(value: float | None) -> str:
    return "—" if value is None else str(value) if isinstance(value, int) else f"{value:.2f}"


_WORDS = {
    "zh": {
        "head": "从 {} 到 {}：解决 {}，新增 {}，仍在 {}。",
        "fixed": "已解决",
        "new": "新增",
        "remaining": "仍在",
        "gone": "事项已不在",
        "are_gone": "另有 {} 条所在的事项这次已经没有了，不算解决。",
        "unseen": "未能核对",
        "unseen_before": "上次未能核对",
        "are_unseen": "另有 {} 条未能核对：所在的文件这次没有读到，或者规则这次没有查，不算解决。",
        "are_unseen_before": "另有 {} 条上次未能核对：所在的文件上次没有读到，或者规则上次没有查，不算新增。",
        "by_authority": "实施主体",
        "by_rule": "规则",
        "nobody": "（未注明实施主体）",
        "matters": "依申请事项数",
        "level3plus": "三级及以上（%）",
        "deduction": "扣分",
        "compression": "压缩比（%）",
    },
    "en": {
        "head": "From {} to {}: {} fixed, {} new, {} remaining.",
        "fixed": "fixed",
        "new": "new",
        "remaining": "remaining",
        "gone": "guide gone",
        "are_gone": " {} more were on guides that are gone, which does not solve them.",
        "unseen": "not seen",
        "unseen_before": "not seen before",
        "are_unseen": " {} more were not seen (files not read, rules not asked), which does not solve them.",
        "are_unseen_before": " {} more were not seen before (files not read, rules not asked): they are not new.",
        "by_authority": "authority",
        "by_rule": "rule",
        "nobody": "(no authority given)",
        "matters": "matters by application",
        "level3plus": "level 3 and above %",
        "deduction": "deduction",
        "compression": "compression %",
    },
}
