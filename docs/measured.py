"""How much the rules find, and how much of it is right, counted anew from the fixtures and a table of judgements.

Recall: fixtures with seeded defects; each folder's DEFECTS.tsv says which, and which no rule finds. Precision: what
is found there is right where it was seeded; what is found in real exports, and by profile strict in the
demonstration repository, was judged by a person (judged.tsv).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import chdir
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-23"
"""Where the config of a folder names no day."""
FEWEST = 20
"""Of fewer findings no rate is given."""
VERDICTS = ("true", "arguable", "false")


class Seed(NamedTuple):
    """A defect that was put into a fixture, or a finding: where, and by which rule; `missed` is why none finds it."""

    file: str
    rule: str
    path: str
    number: int
    missed: str = ""


class Judged(NamedTuple):
    """A finding that a person judged."""

    file: str
    rule: str
    path: str
    number: int
    verdict: str
    reason: str


class Folder(NamedTuple):
    """What is linted in one run: its config, its sources, and the table that lists their defects."""

    config: str
    sources: tuple[str, ...]
    table: str
    profile: str = ""


CATALOGUE = "fixtures/catalogue/DEFECTS.tsv"
FOLDERS = (
    Folder("fixtures/huarong", ("fixtures/huarong",), "fixtures/huarong/DEFECTS.tsv"),
    Folder("fixtures/forms", ("fixtures/forms",), "fixtures/forms/DEFECTS.tsv"),
    Folder("fixtures/catalogue", ("fixtures/catalogue/guides",), CATALOGUE),
    Folder("fixtures/catalogue/sets/部门汇总", ("fixtures/catalogue/sets/部门汇总",), CATALOGUE),
    Folder("fixtures/catalogue/sets/乡镇汇总", ("fixtures/catalogue/sets/乡镇汇总",), CATALOGUE),
    Folder("fixtures/catalogue/forms", ("fixtures/catalogue/forms",), CATALOGUE),
    Folder("fixtures/catalogue/sources", ("fixtures/catalogue/sources/*.*",), CATALOGUE),
)
STRICT = Folder("fixtures/huarong", ("fixtures/huarong",), "", "strict")


def pages() -> dict[str, str]:
    """Path from the root → page."""
    return {"docs/recall.md": recall_page(), "docs/precision.md": precision_page()}


# What is found, seeded and judged


@cache
def found(folder: Folder) -> tuple[Seed, ...]:
    """The findings of one run; in the demonstration repository those about the sources themselves left out."""
    from guidelint.caching.cache import Cache
    from guidelint.config.file import config_files
    from guidelint.ruleset import load_ruleset, with_options
    from guidelint.run.engine import run
    from guidelint.sources.discovery import inputs

    with chdir(ROOT):  # sources are named from the root
        config = ROOT / folder.config / "guidelint.yaml"
        ruleset = load_ruleset(config_files(config), [], Cache(None))
        as_of = ruleset.config.as_of or AS_OF
        ruleset = with_options(ruleset, profile=folder.profile or None, as_of=as_of)
        report = run(ruleset, inputs(_sources(folder), (), False))
    seen = [
        Seed(f.location.source, f.rule, f.path, f.record.index if f.record else 0) for f in report.findings
    ]
    return tuple(one for one in seen if not (folder.config == "fixtures/huarong" and _of_source(one)))


def seeded(folder: Folder) -> list[Seed]:
    """The defects of a folder by its table."""
    table = ROOT / folder.table
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    base = table.parent.relative_to(ROOT).as_posix()
    seeds = [
        Seed(
            f"{base}/{row['file']}",
            row["rule id"],
            row["canonical path"],
            int(row["record index"] or 0),
            row.get("missed") or "",
        )
        for row in rows
    ]
    within = tuple(source.partition("*")[0] for source in folder.sources)
    return [seed for seed in seeds if seed.file.startswith(within)]


def judged() -> list[Judged]:
    """The judgements in judged.tsv."""
    lines = (ROOT / "docs/judged.tsv").read_text("utf-8").splitlines()
    rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return [
        Judged(file, rule, path, int(number), verdict, reason)
        for file, rule, path, number, verdict, reason in list(rows)[1:]
    ]


def beyond_standard() -> list[Seed]:
    """What profile strict finds in the demonstration repository and standard does not."""
    plain = set(found(FOLDERS[0]))
    return [finding for finding in found(STRICT) if finding not in plain]


def unexpected(folder: Folder) -> list[Seed]:
    """What is found in a folder and was not seeded there."""
    known = {seed[:4] for seed in seeded(folder)}
    return [finding for finding in found(folder) if finding[:4] not in known]


def _sources(folder: Folder) -> list[str]:
    """A folder, which is searched, or the files that are named one by one."""
    named = (
        path.relative_to(ROOT).as_posix() for source in folder.sources for path in sorted(ROOT.glob(source))
    )
    return [path for path in named if not path.endswith("guidelint.yaml")]


def _of_source(finding: Seed) -> bool:
    return finding.rule.startswith("source.")


# The pages


def recall_page() -> str:
    """The table of recall: a rule a line."""
    seeds = [(folder, seed) for folder in FOLDERS for seed in seeded(folder)]
    hits = {(folder, finding[:4]) for folder in FOLDERS for finding in found(folder)}
    put = Counter(seed.rule for _, seed in seeds)
    got = Counter(seed.rule for folder, seed in seeds if (folder, seed[:4]) in hits)
    reasons: dict[str, list[str]] = {}
    for _, seed in seeds:
        if seed.missed:
            reasons.setdefault(seed.rule, []).append(seed.missed)
    extra = sum(len(unexpected(folder)) for folder in FOLDERS)
    rows = [
        (rule, str(count), str(got[rule]), "；".join(dict.fromkeys(reasons.get(rule, ()))))
        for rule, count in sorted(put.items())
    ]
    table = _table(("rule", "seeded", "found", "what is missed, and why"), rows)
    return _filled(
        "recall", seeds=sum(put.values()), found=sum(got.values()), rules=len(put), extra=extra, table=table
    )


def precision_page() -> str:
    """The tables of precision: real exports by file, then every rule by verdict."""
    told = judged()
    real = [row for row in told if row.file.startswith("samples/")]
    by_rule = {verdict: Counter(row.rule for row in told if row.verdict == verdict) for verdict in VERDICTS}
    for folder in FOLDERS:
        off = {finding[:4] for finding in unexpected(folder)}
        for finding in found(folder):
            by_rule["false" if finding[:4] in off else "true"][finding.rule] += 1
    numbers = {verdict: sum(counts.values()) for verdict, counts in by_rule.items()}
    return _filled(
        "precision",
        samples=len(real),
        fixtures=sum(numbers.values()) - len(real),
        strict=sum(not row.file.startswith("samples/") for row in told),
        fewest=FEWEST,
        files=_table(("file", "findings", *VERDICTS, "in standard"), _by_file(real)),
        rules=_table(("rule", "findings", *VERDICTS, "in exports", "right"), _by_rule(by_rule, real)),
        **numbers,
    )


def _filled(name: str, **values: object) -> str:
    """The words of a page with its numbers and tables."""
    return (ROOT / f"docs/templates/{name}.md").read_text("utf-8").format(**values).rstrip("\n") + "\n"


def _by_file(real: Iterable[Judged]) -> Iterator[tuple[str, ...]]:
    strict = _strict_rules()
    for file, rows in groupby(sorted(real), key=lambda row: row.file):
        told = list(rows)
        numbers = [sum(row.verdict == verdict for row in told) for verdict in VERDICTS]
        standard = sum(row.rule not in strict for row in told)
        yield file.removeprefix("samples/"), str(len(told)), *map(str, numbers), str(standard)


def _strict_rules() -> set[str]:
    """The rules that only profile strict holds."""
    from guidelint.ruleset import builtin_rules, load_rules, rule_files

    return {rule.id for rule in load_rules(rule_files([builtin_rules()])) if rule.profile == "strict"}


def _by_rule(by_rule: dict[str, Counter[str]], real: Iterable[Judged]) -> Iterator[tuple[str, ...]]:
    exports = Counter(row.rule for row in real)
    for rule in sorted(set().union(*by_rule.values())):
        numbers = [by_rule[verdict][rule] for verdict in VERDICTS]
        total = sum(numbers)
        rate = f"{numbers[0] / total:.0%}" if total >= FEWEST else "–"
        yield rule, str(total), *map(str, numbers), str(exports[rule]), rate


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
