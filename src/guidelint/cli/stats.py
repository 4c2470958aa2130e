"""`guidelint stats`: the assessment tables, from guides or from the JSON of runs, which add up."""

from __future__ import annotations

import argparse
import json
import sys
from fractions import Fraction
from pathlib import Path as FilePath

from guidelint.assess import FORMATS
from guidelint.assess.show import shown
from guidelint.assess.tables import Bounds, View, tables
from guidelint.assess.tally import Tally, from_plain
from guidelint.cli.check import inputs_of
from guidelint.cli.files import write_bytes
from guidelint.cli.settings import date_of, ruleset_of
from guidelint.config import Config
from guidelint.engine import tally_of
from guidelint.errors import UsageError
from guidelint.ruleset import Ruleset


def run(options: argparse.Namespace) -> int:
    """The command."""
    ruleset = ruleset_of(options)
    as_of = date_of(options.as_of, ruleset.config.as_of)
    write_tables(_tally(options, ruleset, as_of), options, ruleset, as_of)
    return 0


def write_tables(tally: Tally, options: argparse.Namespace, ruleset: Ruleset, as_of: str) -> None:
    """Write or show the tables that a tally gives, as the options say."""
    made = tables(tally, _view(options, ruleset.config, as_of))
    language = ruleset.config.lang
    for name, path in [_sink(text) for text in options.output]:
        write_bytes(path, shown(made, name, language))
    if not options.output:
        name = options.format or ("rich" if sys.stdout.isatty() else "json")
        if name == "xlsx":
            raise UsageError("a workbook is no text; write it with -o xlsx=FILE")
        sys.stdout.write(shown(made, name, language).decode("utf-8-sig"))


def _tally(options: argparse.Namespace, ruleset: Ruleset, as_of: str) -> Tally:
    tally = Tally()
    for name in options.runs:
        tally.merge(_saved(FilePath(name)))
    if options.paths:
        tally.merge(tally_of(ruleset, inputs_of(options, ruleset), as_of))
    elif not options.runs:
        raise UsageError("name files or folders, or runs with --from")
    return tally


def _saved(path: FilePath) -> Tally:
    try:
        return from_plain(json.loads(path.read_bytes())["tally"])
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error
    except (AttributeError, ArithmeticError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"--from: {path} is not the JSON of a run (check --format json)") from error


def _view(options: argparse.Namespace, config: Config, as_of: str) -> View:
    bound = config.thresholds.get("deadline.county-target", {}).get("at_most")
    county = None if bound is None else Fraction(str(bound))
    return View(options.by, options.rank_by, as_of, config.aliases, Bounds(county=county))


def _sink(text: str) -> tuple[str, FilePath]:
    name, equals, file = text.partition("=")
    if not equals or not file or name not in FORMATS:
        raise UsageError(f"-o: expected FORMAT=FILE with a format of {', '.join(FORMATS)}; found {text!r}")
    return name, FilePath(file)
