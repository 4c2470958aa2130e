"""The runs that `progress` compares: findings and unreadable sources, read back from saved reports."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from guidelint.assess.attribution import WHOLE, displayed_body, is_set_fingerprint
from guidelint.assess.tally import Tally
from guidelint.errors import UsageError
from guidelint.finding import NOT_SEEN, NotChecked
from guidelint.fingerprint import matter_id
from guidelint.lean.tuples import NamedTuple

EVERYTHING = ""
"""The name among unread sources that stands for all of them."""
_NUMBER = re.compile(r"[0-9]+|[一二三四五六七八九十]+(?=月)")


class SeenFinding(NamedTuple):
    """What `progress` needs of a finding; `message`: the message, for a finding on a source but no guide.

    `code` and `name` are those of the guide, `path` the location in it.
    """

    fingerprint: str
    rule: str
    authority: str
    source: str = ""
    message: str = ""
    code: str = ""
    name: str = ""
    path: str = ""

    def body(self, aliases: Mapping[str, str]) -> str:
        """The authority as displayed, or the name of the whole set."""
        return (
            WHOLE["zh"]
            if is_set_fingerprint(self.rule, self.fingerprint)
            else displayed_body(self.authority, aliases)
        )


class Run(NamedTuple):
    """One run: its date, its findings including accepted ones, and its tally if saved.

    `unread`: the sources whose guides were not seen; `single`: there was only one source; `evaluated`: the
    rules evaluated; `guides`: codes, names and identities of its guides; None if the run does not say.
    """

    as_of: str
    findings: tuple[SeenFinding, ...]
    tally: Tally | None = None
    unread: frozenset[str] = frozenset()
    single: bool = False
    evaluated: frozenset[str] | None = None
    guides: frozenset[str] | None = None

    def lacks(self, seen: SeenFinding) -> bool:
        """Whether a finding of another run is on a guide whose code and name this run does not have."""
        if self.guides is None or not (seen.code or seen.name):
            return False
        data = {"name": seen.name, "authority": seen.authority}
        ids = {matter_id(data, seen.code), matter_id({**data, "code": seen.code}, seen.name)}
        return self.guides.isdisjoint(({seen.code, seen.name} - {""}) | ids)


def unread_of(
    findings: Iterable[tuple[str, str]], not_checked: Iterable[NotChecked], sources: int
) -> frozenset[str]:
    """The sources that were not seen, from pairs (rule, source) of findings and from what was not checked.

    If as many were not seen as there are `sources`, nothing was, whatever their names in another run.
    """
    reported = {source for rule, source in findings if rule in NOT_SEEN}
    reported |= {entry.source for entry in not_checked if entry.hides_source}
    return frozenset(reported | {EVERYTHING} if len(reported) >= sources > 0 else reported)


def hidden(sources: Iterable[str], unread: Collection[str], read: Collection[str] = ()) -> frozenset[str]:
    """The sources of a run that another one could not read, possibly under other folders or months.

    Files that it did `read`, by name, are not among them.
    """
    if EVERYTHING in unread:
        return frozenset(sources)
    by_end: dict[str, set[str]] = {}
    by_kind: dict[str, set[str]] = {}
    for source in sources if unread else ():
        if source.rpartition("/")[2] not in read:
            by_kind.setdefault(undated(source), set()).add(source)
        for end in _ends(source):
            by_end.setdefault(end, set()).add(source)
    found = set[str]()
    for name in unread:
        same = by_end.get(name, set()).union(end for end in _ends(name) if end in by_end.get(end, ()))
        found |= same or by_end.get(name.rpartition("/")[2]) or by_kind.get(undated(name), set())
    return frozenset(found)


def undated(source: str) -> str:
    """The name of a file without its numbers, which in exports are the month or day."""
    return _NUMBER.sub("", source.rpartition("/")[2])


def _ends(name: str) -> Iterator[str]:
    """A path and its shorter forms without leading folders, since runs may have begun in different ones."""
    while name:
        yield name
        name = name.partition("/")[2]


def run_from_json(plain: Mapping[str, Any], as_of: str, tally: Tally | None) -> Run:
    """A run from a JSON report; KeyError or TypeError if it is none."""
    accepted = plain.get("baselined", [])
    findings = [seen_in_json(entry) for entry in (*plain["findings"], *accepted)]
    others = [
        NotChecked(entry["rule"], entry["source"], entry["reason"]) for entry in plain.get("not_checked", [])
    ]
    reported = [(seen.rule, seen.source) for seen in findings]
    reported += [("source.unreadable", name) for name in (tally.unread if tally is not None else ())]
    sources = int(plain["summary"].get("sources", 0))
    unread = unread_of(reported, others, sources)
    date = str(plain["tool"].get("as_of", as_of))
    evaluated = frozenset(plain["tool"]["asked"]) if "asked" in plain["tool"] else None
    return Run(date, tuple(findings), tally, unread, sources == 1, evaluated, _guides(plain, findings))


def _guides(plain: Mapping[str, Any], findings: Iterable[SeenFinding]) -> frozenset[str] | None:
    """The identities of the guides of a JSON report, with the names of those found faulty: a matter keeps its name
    when it gets another code."""
    stated = plain.get("matters")
    return None if stated is None else frozenset(stated).union(seen.name for seen in findings)


def seen_in_json(entry: Mapping[str, Any]) -> SeenFinding:
    """What is kept of a finding of a JSON report."""
    record = entry["record"] or {}
    return SeenFinding(
        entry["fingerprint"],
        entry["rule"],
        record.get("authority") or "",
        entry["location"]["source"],
        "" if record else entry.get("message", "").rstrip("。. "),
        record.get("code") or "",
        record.get("name") or "",
        entry.get("path", ""),
    )


def left_out(plain: Mapping[str, Any]) -> int:
    """The number of findings, new and accepted, that a JSON report counts without listing them."""
    summary = plain["summary"]
    counted: int = sum(summary["findings"].values()) + int(summary.get("baselined", 0))
    return counted - len(plain["findings"]) - len(plain.get("baselined", []))


def require_complete(name: str, plain: Mapping[str, Any]) -> None:
    """UsageError for a JSON report or SARIF with this name that only lists what is new since a git base."""
    reported = plain["runs"][0].get("properties", {}) if "runs" in plain else plain
    if base := reported.get("partial", {}).get("changed_since", ""):
        raise UsageError(
            f"{name} 只有 {base} 以来新出现的问题，请不带 --changed 重新生成",
            f"{name} tells only what was new since {base}: write it again without --changed",
        )


def run_from_sarif(plain: Mapping[str, Any], as_of: str) -> Run:
    """A run from SARIF, without suppressed results. KeyError or TypeError if it is none."""
    results = [result for part in plain["runs"] for result in part["results"]]
    findings = [_seen_in_sarif(result) for result in results if not result.get("suppressions")]
    date = next((part.get("properties", {}).get("as_of", as_of) for part in plain["runs"]), as_of)
    reported = [(result["ruleId"], _source(result)) for result in results]
    properties = plain["runs"][0].get("properties", {})
    sources = int(properties.get("sources", 0))
    others = list(_not_checked(plain["runs"]))
    unread = unread_of(reported, others, sources)
    known = {rule["id"] for rule in plain["runs"][0].get("tool", {}).get("driver", {}).get("rules", ())}
    lacking = {entry.rule for entry in others if not entry.source}.difference(
        properties.get("asked_of_some", ())
    )
    evaluated = frozenset(known - lacking) if known else None
    return Run(str(date), tuple(findings), unread=unread, single=sources == 1, evaluated=evaluated)


def part_of(plain: Mapping[str, Any]) -> tuple[int, int]:
    """The number of a SARIF part and of all parts; ValueError if it is a part without number."""
    run = plain["runs"][0]
    reported = run.get("properties", {})
    if "parts" not in reported and any(note["descriptor"]["id"] == "part" for note in _notes(run)):
        raise ValueError("a part of no known number")
    return int(reported.get("part", 1)), int(reported.get("parts", 1))


def _notes(run: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [
        note
        for reported in run.get("invocations", [])
        for note in reported.get("toolExecutionNotifications", [])
    ]


def _not_checked(runs: Iterable[Mapping[str, Any]]) -> Iterator[NotChecked]:
    """Rules that were not evaluated, with the sources."""
    for note in (note for run in runs for note in _notes(run)):
        if note["descriptor"]["id"] == "not-checked":
            rule, _, reason = note["message"]["text"].partition(": ")
            yield NotChecked(rule, _source(note), reason)


def _source(result: Mapping[str, Any]) -> str:
    """The name of a source from its URI; empty for a result without location."""
    for place in result.get("locations", [])[:1]:
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        return unquote(uri.removeprefix("file://"), errors="surrogateescape")
    return ""


def _said(result: Mapping[str, Any]) -> str:
    """The message of a finding on no guide, without the advice that SARIF appends."""
    reported = result.get("properties", {})
    text = str(result["message"]["text"])
    return "" if "record" in reported else text.partition(reported.get("advice") or "\0")[0].rstrip("。. ")


def _seen_in_sarif(result: Mapping[str, Any]) -> SeenFinding:
    reported = result.get("properties", {})
    record = reported.get("record", {})
    return SeenFinding(
        result["partialFingerprints"]["guidelint/v1"],
        result["ruleId"],
        str(record.get("authority", "")),
        _source(result),
        _said(result),
        str(record.get("code", "")),
        str(record.get("name", "")),
        str(reported.get("path", "")),
    )
