"""What became of findings between two runs: fixed, new, remaining, and the trend of the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from guidelint.assess.tables import View, tables
from guidelint.assess.tally import Tally
from guidelint.assess.whose import WHOLE, is_of_the_set, shown_body
from guidelint.tuples import NamedTuple


class Seen(NamedTuple):
    """What progress needs of a finding."""

    fingerprint: str
    rule: str
    authority: str

    def body(self, aliases: Mapping[str, str]) -> str:
        """The body by the name that is shown for it, or the whole set as tables call it."""
        return (
            WHOLE["zh"] if is_of_the_set(self.rule, self.fingerprint) else shown_body(self.authority, aliases)
        )


class Run(NamedTuple):
    """One run: its date, its findings, and its sums where the run kept them."""

    as_of: str
    findings: tuple[Seen, ...]
    tally: Tally | None = None


def progress(old: Run, new: Run, aliases: Mapping[str, str]) -> dict[str, Any]:
    """Counts of fixed, new and remaining findings, equal ones by their number."""
    before, after = Counter(old.findings), Counter(new.findings)
    kinds = {
        "fixed": _less(before, after),
        "new": _less(after, before),
        "remaining": _common(before, after),
    }
    return {
        "from": old.as_of,
        "to": new.as_of,
        "total": {kind: sum(counts.values()) for kind, counts in kinds.items()},
        "by_authority": _by(kinds, lambda seen: seen.body(aliases)),
        "by_rule": _by(kinds, lambda seen: seen.rule),
        "trend": _trend(old.tally, new.tally),
    }


def _less(one: Counter[Seen], other: Counter[Seen]) -> Counter[Seen]:
    """What of one multiset has no partner of the same fingerprint in the other."""
    left = _fingerprints(other)
    rest: Counter[Seen] = Counter()
    for seen, count in one.items():
        met = min(count, left[seen.fingerprint])
        left[seen.fingerprint] -= met
        if count > met:
            rest[seen] = count - met
    return rest


def _common(before: Counter[Seen], after: Counter[Seen]) -> Counter[Seen]:
    left = _fingerprints(before)
    common: Counter[Seen] = Counter()
    for seen, count in after.items():
        met = min(count, left[seen.fingerprint])
        left[seen.fingerprint] -= met
        if met:
            common[seen] = met
    return common


def _fingerprints(seen: Counter[Seen]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for entry, count in seen.items():
        counts[entry.fingerprint] += count
    return counts


def _by(kinds: Mapping[str, Counter[Seen]], name: Any) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, int]] = {}
    for kind, counts in kinds.items():
        for seen, count in counts.items():
            row = rows.setdefault(name(seen), dict.fromkeys(kinds, 0))
            row[kind] += count
    return [{"name": key, **row} for key, row in sorted(rows.items())]


def _trend(old: Tally | None, new: Tally | None) -> dict[str, Any] | None:
    """The totals of the tables before and after, where both runs kept their sums."""
    if old is None or new is None:
        return None
    before, after = tables(old, View()), tables(new, View())
    return {
        "level3plus": [before["depth"]["total"]["level3plus"], after["depth"]["total"]["level3plus"]],
        "deduction": [before["depth"]["total"]["deduction"], after["depth"]["total"]["deduction"]],
        "compression": [_compression(before), _compression(after)],
    }


def _compression(made: Mapping[str, Any]) -> float | None:
    total = made["limits"]["total"]
    return None if total is None else float(total["compression"])


def run_from_json(plain: Mapping[str, Any], as_of: str, tally: Tally | None) -> Run:
    """A run from the JSON report; KeyError or TypeError when it is none."""
    findings = [
        Seen(entry["fingerprint"], entry["rule"], (entry["record"] or {}).get("authority") or "")
        for entry in plain["findings"]
    ]
    return Run(str(plain["tool"].get("as_of", as_of)), tuple(findings), tally)


def run_from_sarif(plain: Mapping[str, Any], as_of: str) -> Run:
    """A run from SARIF; results that were suppressed do not count. KeyError or TypeError when it is none."""
    findings = [
        Seen(result["partialFingerprints"]["guidelint/v1"], result["ruleId"], _authority(result))
        for part in plain["runs"]
        for result in part["results"]
        if not result.get("suppressions")
    ]
    date = next((part.get("properties", {}).get("as_of", as_of) for part in plain["runs"]), as_of)
    return Run(str(date), tuple(findings))


def _authority(result: Mapping[str, Any]) -> str:
    return str(result.get("properties", {}).get("record", {}).get("authority", ""))


def text(made: Mapping[str, Any], language: str) -> str:
    """Progress in a few lines and two tables, as Markdown, which a terminal shows as well."""
    words = _WORDS[language]
    total = made["total"]
    head = words["head"].format(made["from"], made["to"], total["fixed"], total["new"], total["remaining"])
    parts = [head]
    if made["trend"]:
        parts.append("\n".join(_trend_line(name, pair, words) for name, pair in made["trend"].items()))
    for key in ("by_authority", "by_rule"):
        rows = [(words[key], words["fixed"], words["new"], words["remaining"]), ("---",) * 4]
        rows += [
            (_shown(row["name"], language), row["fixed"], row["new"], row["remaining"]) for row in made[key]
        ]
        parts.append("\n".join("| " + " | ".join(map(str, row)) + " |" for row in rows))
    return "\n\n".join(parts) + "\n"


def _shown(name: str, language: str) -> str:
    return WHOLE[language] if name == WHOLE["zh"] else name or _WORDS[language]["nobody"]


def _trend_line(name: str, pair: Iterable[float | None], words: Mapping[str, str]) -> str:
    before, after = ("—" if value is None else f"{value:.2f}" for value in pair)
    return f"* {words[name]}：{before} → {after}"


_WORDS = {
    "zh": {
        "head": "从 {} 到 {}：解决 {}，新增 {}，仍在 {}。",
        "fixed": "已解决",
        "new": "新增",
        "remaining": "仍在",
        "by_authority": "实施主体",
        "by_rule": "规则",
        "nobody": "（未写）",
        "level3plus": "三级及以上（%）",
        "deduction": "扣分",
        "compression": "压缩比（%）",
    },
    "en": {
        "head": "From {} to {}: {} fixed, {} new, {} remaining.",
        "fixed": "fixed",
        "new": "new",
        "remaining": "remaining",
        "by_authority": "authority",
        "by_rule": "rule",
        "nobody": "(not given)",
        "level3plus": "level 3 and above %",
        "deduction": "deduction",
        "compression": "compression %",
    },
}
