"""The rules of a run as SARIF reporting descriptors, and the norms behind them as a taxonomy."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guidelint.finding import Basis, Severity
from guidelint.lean.structs import Struct
from guidelint.report import Language, Report, RuleInfo
from guidelint.reporters.sarif.places import Json
from guidelint.reporters.sarif.text import description, joined

LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
"""Our severities in SARIF's words."""

TAXONOMY = "guidelint-basis"

_PROBLEM: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
_PRECISION = {"minimal": "very-high", "standard": "high", "strict": "medium"}
_WORDS: dict[Language, tuple[str, str]] = {
    "zh": ("依据", "规则所依据的法律、法规、标准条款"),
    "en": ("Basis", "Clauses of laws, regulations and standards that the rules rest on"),
}


class Catalogue(Struct):
    """The rules and clauses of a run, sorted, with the index at which SARIF refers to each."""

    rules: tuple[RuleInfo, ...]
    rule_index: dict[str, int]
    clauses: dict[str, Basis]
    clause_index: dict[str, int]


def catalogue(report: Report) -> Catalogue:
    """Everything that a result of this report may refer to."""
    every = (*report.findings, *report.baselined, *(item.finding for item in report.suppressed))
    rules = tuple(report.rules[rule] for rule in sorted(report.rules))
    bases = (
        *(basis for rule in rules for basis in rule.basis),
        *(basis for finding in every for basis in finding.basis),
    )
    clauses: dict[str, Basis] = {}
    for basis in bases:
        if basis.document is not None:
            clauses.setdefault(basis.cited, basis)
    ordered = dict(sorted(clauses.items()))
    return Catalogue(rules, _index(rule.id for rule in rules), ordered, _index(ordered))


def _index(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def taxa(bases: tuple[Basis, ...], known: Catalogue) -> list[Json]:
    """References to the clauses among these bases, each once, in order."""
    names = dict.fromkeys(basis.cited for basis in bases if basis.document is not None)
    component = {"name": TAXONOMY, "index": 0}
    return [{"id": name, "index": known.clause_index[name], "toolComponent": component} for name in names]


def taxonomies(known: Catalogue, report: Report) -> list[Json]:
    """One tool component whose taxa are the clauses; empty if no rule cites a norm."""
    if not known.clauses:
        return []
    component: Json = {
        "name": TAXONOMY,
        "version": report.version,
        "language": report.language,
        "shortDescription": {"text": _WORDS[report.language][1]},
        "isComprehensive": False,
        "taxa": [_taxon(name, basis) for name, basis in known.clauses.items()],
    }
    return [component]


def _taxon(name: str, basis: Basis) -> Json:
    taxon: Json = {"id": name, "shortDescription": {"text": description(name)}}
    if basis.quote:
        taxon["fullDescription"] = {"text": description(basis.quote)}
    return taxon


def descriptors(known: Catalogue, language: Language) -> list[Json]:
    """All rules as `reportingDescriptor` objects."""
    return [_descriptor(rule, known, language) for rule in known.rules]


def _descriptor(rule: RuleInfo, known: Catalogue, language: Language) -> Json:
    title = rule.title or rule.id
    text = _plain_help(rule, title, language)
    answer: Json = {
        "id": rule.id,
        "name": "".join(word[:1].upper() + word[1:] for word in re.split(r"[^0-9A-Za-z]+", rule.id)),
        "shortDescription": {"text": description(title)},
        "fullDescription": {"text": description(joined(language, title, rule.advice))},
        "help": {"text": text, "markdown": rule.help or text},
        "defaultConfiguration": {"level": LEVEL[rule.severity]},
        "properties": {
            "tags": [rule.group, rule.profile],
            "precision": _PRECISION.get(rule.profile, "high"),
            "problem.severity": _PROBLEM[rule.severity],
        },
    }
    references = taxa(rule.basis, known)
    if references:
        answer["relationships"] = [{"target": target, "kinds": ["relevant"]} for target in references]
    return answer


def _plain_help(rule: RuleInfo, title: str, language: Language) -> str:
    label, colon = _WORDS[language][0], "：" if language == "zh" else ": "
    grounds = (
        colon.join(part for part in (label, basis.cited, basis.quote or basis.reason) if part)
        for basis in rule.basis
    )
    return "\n".join([joined(language, title, rule.advice), *grounds])
