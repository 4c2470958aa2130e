"""The rows of the benchmark table: each measures some commands in turn and compares them with a required
ratio.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from bench import COMPOSE, HASH, Bench
from measure import Command, Cost, side_by_side
from shared_rules import SHARED

FEW, MANY = 0.05, 0.6


class Row(NamedTuple):
    """One line: what was done by which program, its cost, and its ratio to another cost; `asked` is the
    required bound.

    `seconds` are those compared; `least`: the bound is a minimum. Without bound, the row is for information.
    """

    work: str
    who: str
    seconds: float
    megabytes: float
    against: str = ""
    ratio: float | None = None
    asked: float | None = None
    least: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the bound holds; None without bound."""
        if self.asked is None or self.ratio is None:
            return None
        return self.ratio >= self.asked if self.least else self.ratio <= self.asked


Rows = Iterator[Row]
Measure = Callable[[Bench], Rows]


def _present(commands: Mapping[str, Command | None]) -> dict[str, Command]:
    return {name: command for name, command in commands.items() if command is not None}


def one_guide(bench: Bench) -> Rows:
    """One guide with a warm ruleset cache; wall time."""
    sources = {share: bench.made(1, share, "yaml") / "000000.yaml" for share in (0.0, 1.0)}
    ours = {0.0: "guidelint, a clean guide", 1.0: "guidelint, a guide with defects"}
    commands = {"python -c pass": bench.floor("pass"), IMPORTS: bench.floor("import yaml, pydantic")}
    commands |= {name: bench.check(sources[share]) for share, name in ours.items()}
    names = [name for name in bench.libraries if name in ONE_BY_ONE]
    commands |= {name: bench.with_library(name, sources[1.0]) for name in names}
    commands |= _present({"check-jsonschema": bench.peer("check-jsonschema", sources[1.0])})
    found = side_by_side(commands, bench.repeat * 3 if bench.repeat > 1 else 1)
    work, bare, imports = "one guide, by the clock", found.pop("python -c pass"), found.pop(IMPORTS)
    yield Row(work, "python -c pass", bare.wall, bare.megabytes)
    yield Row(work, IMPORTS, imports.wall, imports.megabytes)
    bound = 3 * bare.wall + 0.06
    for name in ours.values():
        each = found.pop(name)
        yield Row(work, name, each.wall, each.megabytes, "3 × python -c pass + 60 ms", each.wall / bound, 1.0)
        yield Row(work, name, each.wall, each.megabytes, IMPORTS, each.wall / imports.wall, 2.5)
    for name, other in found.items():
        yield Row(
            work, name, other.wall, other.megabytes, f"guidelint to {name}", each.wall / other.wall, 1.0
        )


IMPORTS = "import yaml, pydantic"
ONE_BY_ONE = ("jsonschema", "jsonschema_rs", "fastjsonschema", "pydantic")


def folder(bench: Bench) -> Rows:
    """The folder of a county, on one core, without any cached guide."""
    for share, asked in ((FEW, 0.5), (MANY, 1.2)):
        source = bench.made(bench.sizes.county, share, "yaml")
        commands = {"libyaml compose": bench.floor(COMPOSE, str(source)), "guidelint": bench.check(source)}
        found = side_by_side(commands, bench.repeat)
        work = f"folder of {bench.sizes.county:,} YAML guides, {share:.0%} defective"
        yield from _ratios(work, found, "libyaml compose", asked)


def peers(bench: Bench) -> Rows:
    """The same folder by other validators, each with the thirty rules against all of ours; wall time."""
    source = bench.made(bench.sizes.county, FEW, "yaml")
    work = f"folder of {bench.sizes.county:,} YAML guides, {FEW:.0%} defective, by the clock"
    ours = side_by_side({"guidelint": bench.check(source)}, bench.repeat)["guidelint"]
    yield Row(work, "guidelint, all rules of the profile", ours.wall, ours.megabytes)
    asked = {"spectral": 60.0, "check-jsonschema": 12.0}
    for name in ("spectral", "check-jsonschema", "yamllint"):
        command = bench.peer(name, source)
        if command:
            each = side_by_side({name: command}, 1)[name]
            label = name + (", syntax alone" if name == "yamllint" else ", thirty rules")
            yield _against(work, label, each, ours, asked.get(name))
    for name in ("hand", *bench.libraries):
        if name in (*ONE_BY_ONE, "hand"):
            each = side_by_side({name: bench.with_library(name, source)}, bench.repeat)[name]
            yield _against(work, f"{name} after PyYAML's CSafeLoader, thirty rules", each, ours, None)


def _against(work: str, name: str, each: Cost, ours: Cost, asked: float | None) -> Row:
    return Row(work, name, each.wall, each.megabytes, "guidelint", each.wall / ours.wall, asked, least=True)


def warm(bench: Bench) -> Rows:
    """The folder again, with every outcome cached."""
    source = bench.made(bench.sizes.county, FEW, "yaml")
    commands = {
        "hashing the files": bench.floor(HASH, str(source)),
        "guidelint": bench.check(source, cold=False),
    }
    found = side_by_side(commands, bench.repeat)
    yield from _ratios(f"the same {bench.sizes.county:,} guides, warm cache", found, "hashing the files", 2.0)


def lines(bench: Bench) -> Rows:
    """A JSON Lines file, against a hand-written function and pydantic, without start-up."""
    yield from _lines(bench, bench.sizes.lines)


def city(bench: Bench) -> Rows:
    """The JSON Lines file of a city."""
    yield from _lines(bench, bench.sizes.city)


def _lines(bench: Bench, count: int) -> Rows:
    for share, asked in ((FEW, 1.5), (MANY, 3.0)):
        source, one = bench.made(count, share, "jsonl"), bench.made(1, 0.0, "jsonl")
        hand = f"hand-written, thirty rules, {bench.json_by}"
        commands = {hand: lambda path: bench.with_library("hand", path), "guidelint": bench.check}
        if "pydantic" in bench.libraries:
            commands["pydantic, thirty rules"] = lambda path: bench.with_library("pydantic", path)
        long = side_by_side({name: make(source) for name, make in commands.items()}, bench.repeat)
        short = side_by_side({name: make(one) for name, make in commands.items()}, bench.repeat)
        found = {name: _less(each, short[name]) for name, each in long.items()}
        work = f"{count:,} guides as JSON lines, {share:.0%} defective, start-up left out"
        other = found.pop("pydantic, thirty rules", None)
        yield from _ratios(work, found, hand, asked)
        if other:
            ours = found["guidelint"]
            ratio = ours.cpu / other.cpu
            yield Row(
                work,
                "pydantic, thirty rules",
                other.cpu,
                other.megabytes,
                "guidelint to pydantic",
                ratio,
                1.0,
            )


def _less(each: Cost, start: Cost) -> Cost:
    """A cost minus start-up, never zero, so that it can be a divisor."""
    return Cost(max(each.wall - start.wall, 1e-6), max(each.cpu - start.cpu, 1e-6), each.megabytes)


def jobs(bench: Bench) -> Rows:
    """Two cores against one in wall time, and the memory of all processes together."""
    if "--jobs" not in bench.options:
        bench.skipped.append("jobs: guidelint check has no --jobs")
        return
    source = bench.made(bench.sizes.city, FEW, "jsonl")
    both = {
        name: bench.check(source, "--jobs", name)._replace(one_core=name == "1", together=True)
        for name in "12"
    }
    found = side_by_side(both, bench.repeat)
    work = f"{bench.sizes.city:,} guides as JSON lines, {FEW:.0%} defective, by the clock"
    one, two = found["1"], found["2"]
    yield Row(work, "guidelint --jobs 1", one.wall, one.megabytes)
    yield Row(
        work, "guidelint --jobs 2", two.wall, two.megabytes, "one to two", one.wall / two.wall, 1.7, True
    )
    held = two.megabytes / 1024
    yield Row(work, "the memory of --jobs 2, all processes", two.wall, two.megabytes, "1 GB", held, 1.0)


def growth(bench: Bench) -> Rows:
    """Time per record of a city against that of a county, and memory."""
    counts = (bench.sizes.county, bench.sizes.city)
    sources = {f"{count:,}": bench.made(count, FEW, "jsonl") for count in counts}
    commands = {name: bench.check(path) for name, path in sources.items()}
    commands["start"] = bench.check(bench.made(1, 0.0, "jsonl"))
    found = side_by_side(commands, bench.repeat)
    start = found.pop("start")
    each = [_less(found[f"{count:,}"], start).cpu / count for count in counts]
    work = "time for a record as a JSON line, start-up left out"
    small, large = found.values()
    yield Row(work, f"guidelint, of {counts[0]:,}", each[0], small.megabytes)
    against = f"of {counts[0]:,}"
    yield Row(work, f"guidelint, of {counts[1]:,}", each[1], large.megabytes, against, each[1] / each[0], 1.1)
    more = large.megabytes - small.megabytes
    note = f"{more:.0f} MB more for {counts[1] - counts[0]:,} more guides"
    yield Row(
        "memory",
        "guidelint",
        large.cpu,
        large.megabytes,
        against,
        large.megabytes / small.megabytes,
        note=note,
    )


def rules(bench: Bench) -> Rows:
    """All rules against the thirty shared ones, without start-up."""
    source, one = bench.made(bench.sizes.lines, FEW, "jsonl"), bench.made(1, 0.0, "jsonl")
    few = [word for each in SHARED for word in ("--select", each.rule)]
    options = {
        "thirty rules": ("--profile", "strict", *few),
        "all rules, profile strict": ("--profile", "strict"),
    }
    long = side_by_side({name: bench.check(source, *each) for name, each in options.items()}, bench.repeat)
    short = side_by_side({name: bench.check(one, *each) for name, each in options.items()}, bench.repeat)
    found = {name: _less(each, short[name]) for name, each in long.items()}
    work = f"{bench.sizes.lines:,} guides as JSON lines, {FEW:.0%} defective, start-up left out"
    yield from _ratios(work, found, "thirty rules", 2.0)


def bulk(bench: Bench) -> Rows:
    """Columnar engines and the other libraries on the same lines, as whole processes."""
    source = bench.made(bench.sizes.lines, FEW, "jsonl")
    commands = {"guidelint, all rules of the profile": bench.check(source)}
    names = [name for name in ("hand", *bench.libraries) if name != "schematron"]
    commands |= {f"{name}, thirty rules": bench.with_library(name, source) for name in names}
    found = side_by_side(commands, bench.repeat)
    ours = found["guidelint, all rules of the profile"]
    work = f"{bench.sizes.lines:,} guides as JSON lines, {FEW:.0%} defective, whole processes, one core"
    for name, each in found.items():
        ratio = None if each is ours else each.cpu / ours.cpu
        yield Row(work, name, each.cpu, each.megabytes, "guidelint" if ratio else "", ratio)


def xml(bench: Bench) -> Rows:
    """The county as one XML file, by Schematron and by guidelint."""
    if "schematron" not in bench.libraries:
        return
    source = bench.made(bench.sizes.county, FEW, "xml")
    commands = {
        "guidelint": bench.check(source),
        "Schematron of lxml": bench.with_library("schematron", source),
    }
    found = side_by_side(commands, bench.repeat)
    work = f"{bench.sizes.county:,} guides in one XML file, {FEW:.0%} defective"
    ours, other = found["guidelint"], found["Schematron of lxml"]
    yield Row(work, "guidelint, all rules of the profile", ours.cpu, ours.megabytes)
    yield Row(
        work,
        "Schematron of lxml, thirty rules",
        other.cpu,
        other.megabytes,
        "guidelint",
        other.cpu / ours.cpu,
    )


def _ratios(work: str, found: Mapping[str, Cost], floor: str, asked: float) -> Rows:
    """The floor and the programs compared with it, in CPU time."""
    yield Row(work, floor, found[floor].cpu, found[floor].megabytes)
    for name, each in found.items():
        if name != floor:
            yield Row(work, name, each.cpu, each.megabytes, floor, each.cpu / found[floor].cpu, asked)


ROWS: dict[str, Measure] = {
    "one": one_guide,
    "folder": folder,
    "warm": warm,
    "lines": lines,
    "rules": rules,
    "bulk": bulk,
    "xml": xml,
    "peers": peers,
    "jobs": jobs,
    "growth": growth,
    "city": city,
}
SLOW = ("peers", "jobs", "growth", "city")
"""Minutes each."""
