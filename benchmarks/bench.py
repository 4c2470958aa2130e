"""The environment of a benchmark run: sizes, generated guides, installed programs, and their command lines."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cached_property
from importlib.metadata import requires
from pathlib import Path
from typing import NamedTuple

from measure import Command

HERE = Path(__file__).resolve().parent
AS_OF = "2026-11-23"
COMPOSE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob('*.yaml')):
    yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)
"""
HASH = """
import sys
from hashlib import sha256
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob('*.yaml')):
    sha256(path.read_bytes()).digest()
"""
LIBRARIES = {
    "jsonschema": "jsonschema",
    "jsonschema_rs": "jsonschema_rs",
    "fastjsonschema": "fastjsonschema",
    "pydantic": "pydantic",
    "polars": "polars",
    "duckdb": "duckdb",
    "schematron": "lxml",
}
"""The peers that are Python libraries, with what they import."""
PROGRAMS = ("spectral", "check-jsonschema", "yamllint")


class Sizes(NamedTuple):
    """The numbers of guides in a folder, a JSON Lines file and a city; `others`: guides linted beforehand to
    warm the cache.
    """

    county: int = 3382
    lines: int = 20_000
    city: int = 190_230
    others: int = 300


class Bench:
    """The programs and generated guides of one run, in a folder of its own."""

    def __init__(self, work: Path, peers: Path | None, sizes: Sizes, repeat: int, distinct: bool) -> None:
        self.work, self.sizes, self.repeat, self.distinct = work, sizes, repeat, distinct
        self._peers, self._primed = peers, dict[tuple[str, ...], Path]()
        self.python = sys.executable
        self.skipped: list[str] = []
        work.mkdir(parents=True, exist_ok=True)

    @cached_property
    def peer_python(self) -> str:
        """The Python with the peers installed, by default this one."""
        return str(self._peers / "venv/bin/python") if self._peers else sys.executable

    @cached_property
    def libraries(self) -> list[str]:
        """The peers that this Python can import; missing ones are reported once."""
        code = "import importlib.util as u, sys; print(*(n for n in sys.argv[1:] if u.find_spec(n)))"
        told = subprocess.run(
            [self.peer_python, "-c", code, *LIBRARIES.values()], check=True, capture_output=True, text=True
        ).stdout.split()
        found = [name for name, module in LIBRARIES.items() if module in told]
        self.skipped += [f"{name}: not installed" for name in LIBRARIES if name not in found]
        return found

    def program(self, name: str) -> Path | None:
        """The path of a peer that is a program, if installed."""
        places = (
            [str(self._peers / "venv/bin"), str(self._peers / "node_modules/.bin")] if self._peers else []
        )
        found = shutil.which(name, path=os.pathsep.join([*places, os.environ.get("PATH", "")]))
        if found is None and f"{name}: not installed" not in self.skipped:
            self.skipped.append(f"{name}: not installed")
        return Path(found) if found else None

    @cached_property
    def json_by(self) -> str:
        """The JSON module that guidelint uses, so that the floor and the peers parse in the same way."""
        needs = requires("guidelint") or []
        return (
            "orjson" if any(each.startswith("orjson") and "extra" not in each for each in needs) else "json"
        )

    @cached_property
    def options(self) -> str:
        """The help text of `guidelint check`, to see which options exist."""
        words = [*self.guidelint, "check", "--help"]
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout

    @cached_property
    def guidelint(self) -> list[str]:
        """The installed command, or the module."""
        script = Path(self.python).with_name("guidelint")
        return [str(script)] if script.is_file() else [self.python, "-m", "guidelint"]

    def made(self, count: int, share: float, form: str, others: bool = False) -> Path:
        """Guides in a format, generated in a separate process, whose memory would otherwise count as a
        child's peak.

        others: with texts that differ from those measured.
        """
        distinct = self.distinct != others
        folder = self.work / f"{count}-{share}{'-distinct' if distinct else ''}"
        path = {"yaml": folder / "yaml", "jsonl": folder / "guides.jsonl", "xml": folder / "guides.xml"}[form]
        if not path.exists():
            words = [str(folder), "--count", str(count), "--share", str(share)]
            words += ["--distinct"] if distinct else []
            made = "jsonl" if form == "xml" else form
            subprocess.run([self.python, str(HERE / "generate.py"), *words, "--form", made], check=True)
        if form == "xml" and not path.exists():
            words = ["convert", str(folder / "guides.jsonl"), "--to", "xml", "--out", str(path)]
            subprocess.run([*self.guidelint, *words], check=True, stdout=subprocess.DEVNULL)
        return path

    def check(self, source: Path, *options: str, cold: bool = True, report: str = "sarif") -> Command:
        """Lint a source and write a report.

        cold: with a cache that contains the rules, but none of these guides; otherwise with a kept cache.
        """
        told = ["--as-of", AS_OF, *options]
        cache = self.work / ("cache" if cold else "kept")
        words = [*self.guidelint, "check", str(source), *told, "-o", f"{report}={self.work / 'out'}.{report}"]
        env = {"GUIDELINT_CACHE_DIR": str(cache)}
        before = (lambda: self._prime(cache, told)) if cold else None
        return Command(words, before, env=env, may_find=True)

    def _prime(self, cache: Path, options: list[str]) -> None:
        """Fill the cache as after linting a few hundred other guides of both forms with the same rules."""
        kept = self._primed.get(tuple(options))
        if kept is None:
            kept = self._primed[tuple(options)] = self.work / f"primed-{len(self._primed)}"
            shutil.rmtree(kept, ignore_errors=True)
            others = [str(self.made(self.sizes.others, 1.0, form, others=True)) for form in ("jsonl", "yaml")]
            subprocess.run(
                [*self.guidelint, "check", *others, *options, "-o", f"sarif={self.work / 'other.sarif'}"],
                check=False,
                stdout=subprocess.DEVNULL,
                env=os.environ | {"GUIDELINT_CACHE_DIR": str(kept)},
            )
            kept.mkdir(exist_ok=True)
        shutil.rmtree(cache, ignore_errors=True)
        shutil.copytree(kept, cache)

    def with_library(self, name: str, source: Path) -> Command:
        """Check a source by the floor (`hand`) or by a peer that is a library."""
        python = self.python if name == "hand" else self.peer_python
        script, words = (
            ("validate", [name]) if name not in ("polars", "duckdb", "schematron") else (f"by_{name}", [])
        )
        out = self.work / "found.txt"
        words = [python, str(HERE / "peers" / f"{script}.py"), *words, str(out), str(source)]
        return Command(words, env={"JSON_BY": self.json_by})

    def floor(self, code: str, *words: str) -> Command:
        """Run a piece of Python code as a process of its own."""
        return Command([self.python, "-c", code, *words])

    def peer(self, name: str, source: Path) -> Command | None:
        """Check a source by a peer that is a program, on all cores; None if it is missing."""
        from peers import by_check_jsonschema, by_spectral

        program = self.program(name)
        if program is None:
            return None
        rules = self.work / f"{name}.json"
        report = self.work / f"{name}.report.json"
        if name == "spectral":
            rules.write_text(by_spectral.ruleset(), "utf-8")
            return Command(by_spectral.command(program, rules, source, report), one_core=False, may_find=True)
        if name == "check-jsonschema":
            rules.write_text(by_check_jsonschema.ruleset(), "utf-8")
            words = by_check_jsonschema.command(program, rules, source)
            return Command(words, one_core=False, stdout=report, may_find=True)
        return Command([str(program), "-d", "{rules: {}}", str(source)], one_core=False)
