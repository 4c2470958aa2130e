"""Every command and option of the command line, as an argparse tree."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from guidelint import __version__
from guidelint.assess import AUDIT_FORMATS, FORMATS
from guidelint.finding import SEVERITIES
from guidelint.reporters import BYTES, REPORTERS
from guidelint.rule.model import PROFILES

argparse._ = str  # type: ignore[attr-defined]  # its words have no translations, and it would look for them in files

SCHEMAS = ("rule", "record", "config", "report", "dialect")
_narrow = partial(argparse.HelpFormatter, width=80)


class _Parser(argparse.ArgumentParser):
    """A parser whose mistakes are one clear line, and which asks how wide the terminal is only for its help."""

    def __init__(self, **about: Any) -> None:
        super().__init__(formatter_class=_narrow, **about)
        self.words: Sequence[str] = ()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As ever; the words are kept, for the help to be in the language that they ask for."""
        self.words = args or ()
        return super().parse_known_args(args, namespace)

    def format_help(self) -> str:
        """The help, as wide as the terminal; in Chinese unless the words ask for English."""
        from guidelint.cli.help_words import ChineseHelp
        from guidelint.cli.language import requested_language

        english = requested_language(self.words) == "en"
        self.formatter_class = argparse.HelpFormatter if english else ChineseHelp
        return super().format_help()

    def error(self, message: str) -> Any:
        from guidelint.cli.chinese_errors import in_chinese
        from guidelint.errors import UsageError

        raise UsageError(
            f"{in_chinese(message)}（见 {self.prog} --help）", f"{message} (see {self.prog} --help)"
        )


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = _Parser(
        prog="guidelint",
        description="Lint service guides (办事指南): where the defects are, why, and how to fix them.",
        epilog="Start with: guidelint check FOLDER. About a rule: guidelint explain RULE. "
        "Options of a command: guidelint COMMAND --help.",
    )
    parser.add_argument("--version", action="version", version=f"guidelint {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    for name, (fill, help_text) in _COMMANDS.items():
        fill(commands.add_parser(name, help=help_text, description=help_text))
    return parser


def parse(words: list[str]) -> argparse.Namespace:
    """The parsed options; if the first word is a command, only its parser is built.

    A word after --changed is a path: its base follows a `=`.
    """
    words = ["--changed=HEAD" if word == "--changed" else word for word in words]
    if words and words[0] in _COMMANDS:
        fill, help_text = _COMMANDS[words[0]]
        parser = _Parser(prog=f"guidelint {words[0]}", description=help_text)
        fill(parser)
        return _parsed(parser, words[1:], argparse.Namespace(command=words[0]))
    return build_parser().parse_args(words)


def _parsed(
    parser: argparse.ArgumentParser, words: list[str], given: argparse.Namespace
) -> argparse.Namespace:
    """The options; what takes any number of words (`many`) has them wherever they stand, and all those behind --.

    argparse by itself is content with those before the first option, be they none.
    """
    many, behind = parser.get_default("many"), list[str]()
    if many and "--" in words:
        at = words.index("--")
        words, behind = words[:at], words[at + 1 :]
    options, left = parser.parse_known_args(words, given)
    if many and all(word == "-" or not word.startswith("-") for word in left):
        getattr(options, many).extend([*left, *behind])
    elif left:
        parser.error(f"unrecognized arguments: {' '.join(left)}")
    return options


def _flag(parser: argparse.ArgumentParser, word: str, help_text: str) -> None:
    """An option without a value."""
    parser.add_argument(word, action="store_true", help=help_text)


def _value(parser: argparse.ArgumentParser, word: str, metavar: str, help_text: str) -> None:
    """An option with a value, None where it is not given."""
    parser.add_argument(word, metavar=metavar, help=help_text)


def _several(
    parser: argparse.ArgumentParser, *words: str, metavar: str, help_text: str, dest: str | None = None
) -> None:
    """An option that may come several times."""
    parser.add_argument(*words, action="append", default=[], metavar=metavar, help=help_text, dest=dest)


def _format(parser: argparse.ArgumentParser, *formats: str, usual: str | None = None) -> None:
    parser.add_argument("--format", choices=formats, default=usual, metavar="FORMAT", help=", ".join(formats))


def _fail_on(parser: argparse.ArgumentParser, help_text: str) -> None:
    parser.add_argument("--fail-on", choices=(*SEVERITIES, "never"), metavar="SEVERITY", help=help_text)


def _schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", choices=SCHEMAS, metavar="NAME", help=", ".join(SCHEMAS))


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", nargs="?", default=".", help="folder to write to (default: the current one)"
    )


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), metavar="SHELL", help="bash, zsh or tcsh")


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("zh", "en"), help="language of findings (default: zh)")


def _rule_sources(parser: argparse.ArgumentParser) -> None:
    help_text = "config file (default: the nearest guidelint.yaml in this or a parent folder)"
    _value(parser, "--config", "FILE", help_text)
    _several(parser, "--rules", metavar="DIR", help_text="a folder of further rules")
    parser.add_argument("--profile", choices=PROFILES, metavar="PROFILE", help="minimal, standard or strict")
    _language(parser)


def _guides(parser: argparse.ArgumentParser) -> None:
    """How guides are read and judged, wherever they come from."""
    help_text = "dialect of the source, i.e. its platform's format (default: detected)"
    _value(parser, "--dialect", "NAME", help_text)
    _value(parser, "--as-of", "DATE", "check against the law in force on this date (default: today)")


def _exclude(parser: argparse.ArgumentParser) -> None:
    _several(parser, "--exclude", metavar="GLOB", help_text="exclude these files; patterns as in .gitignore")


def _paths(parser: argparse.ArgumentParser) -> None:
    """Paths of guides, how they are read, and the rules that judge them."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file, folder or -")
    parser.set_defaults(many="paths")
    _guides(parser)
    _exclude(parser)
    help_text = "also skip named paths that a folder search would skip, for lists of paths made by a program"
    _flag(parser, "--force-exclude", help_text)
    _value(parser, "--stdin-filename", "NAME", "name of standard input in reports")
    _flag(parser, "--no-cache", "neither read nor write the cache")
    parser.add_argument(
        "--jobs", type=_jobs, default=0, metavar="N", help="number of processes, or auto (default: auto)"
    )
    _rule_sources(parser)


def _jobs(text: str) -> int:
    """The number of processes; 0 means auto."""
    if text != "auto" and not (text.isascii() and text.isdecimal() and 0 < int(text) <= 512):
        raise argparse.ArgumentTypeError(f"expected a number from 1 to 512, or auto, found {text!r}")
    return 0 if text == "auto" else int(text)


_BASELINE = (
    "baseline of accepted findings (default: the config's, else guidelint.baseline if it exists; '' for none)"
)


def _check(parser: argparse.ArgumentParser) -> None:
    _paths(parser)
    _format(parser, *REPORTERS, *BYTES)
    _several(
        parser, "-o", "--output", metavar="FORMAT=FILE", help_text="write a report to a file; repeatable"
    )
    _chosen(parser, "check only these rules or groups, comma-separated", "skip these rules or groups")
    _value(parser, "--baseline", "FILE", _BASELINE)
    parser.add_argument(
        "--changed",
        nargs="?",
        const="HEAD",
        metavar="BASE",
        help="report only findings that git HEAD, or the BASE of --changed=BASE, did not have",
    )
    _fail_on(parser, "lowest severity that gives exit status 1: error (default), warning, info or never")
    _flag(parser, "--quiet", "print findings only")
    _flag(parser, "--verbose", "list what was suppressed or not checked")


def _chosen(parser: argparse.ArgumentParser, select: str, ignore: str) -> None:
    for word, help_text in (("--select", select), ("--ignore", ignore)):
        parser.add_argument(word, action="extend", default=[], type=_names, metavar="RULE", help=help_text)


def _names(text: str) -> list[str]:
    """The names between commas; a text without any is returned as it is, so that it is reported."""
    names = [name.strip() for name in text.replace("，", ",").replace("、", ",").split(",")]
    return [name for name in names if name] or [text]


def _fix(parser: argparse.ArgumentParser) -> None:
    _check(parser)
    _flag(parser, "--unsafe", "also apply fixes that a person should review")
    _flag(parser, "--diff", "print the changes as a diff, write nothing")
    _flag(parser, "--interactive", "reserved, does nothing yet")


def _stats(parser: argparse.ArgumentParser) -> None:
    _paths(parser)
    help_text = "JSON report of an earlier run; repeatable, added up"
    _several(parser, "--from", dest="runs", metavar="RUN.json", help_text=help_text)
    _tables_wanted(parser)


def _tables_wanted(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--by", choices=("authority", "region"), default="authority", help="what each row stands for"
    )
    parser.add_argument(
        "--rank-by",
        choices=("level3plus", "online", "compression"),
        default="level3plus",
        help="the share that ranks the depth table; the limits table is always ranked by compression",
    )
    _format(parser, *FORMATS)
    _several(
        parser, "-o", "--output", metavar="FORMAT=FILE", help_text="write the tables to a file; repeatable"
    )


def _audit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs=1, metavar="FILE", help="a workbook, a CSV file or tab-separated text")
    _value(parser, "--config", "FILE", "config file, for its lang and aliases")
    _language(parser)
    _format(parser, *AUDIT_FORMATS, usual="concise")


def _progress(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="JSON or SARIF report of an earlier run, or an export")
    parser.add_argument("new", metavar="NEW", help="the same, of a later run")
    _rule_sources(parser)
    _guides(parser)
    _format(parser, "markdown", "json", usual="markdown")


def _baseline(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action", choices=("create", "check", "prune"), metavar="ACTION", help="create, check or prune"
    )
    _paths(parser)
    _value(parser, "--baseline", "FILE", "baseline file (default: the config's, else guidelint.baseline)")
    _flag(parser, "--accept-new", "allow create to add findings to an existing file")
    _value(parser, "--reason", "TEXT", "why the findings are accepted; stored in the file")


def _convert(parser: argparse.ArgumentParser) -> None:
    from guidelint.writers import WRITERS

    _paths(parser)
    forms = tuple(WRITERS)
    parser.add_argument("--to", choices=forms, required=True, metavar="FORM", help=", ".join(forms))
    parser.add_argument(
        "--out", default="-", metavar="PATH", help="a file, a folder, or - for standard output (default)"
    )
    _flag(parser, "--split", "write one file per matter; --out is a folder")
    _flag(parser, "--force", "overwrite existing files")
    _flag(parser, "--quiet", "print only what could not be read")


def _report(parser: argparse.ArgumentParser) -> None:
    _paths(parser)
    _value(parser, "--html", "FILE", "web page with summary, charts and all findings")
    _value(parser, "--xlsx", "FILE", "rectification list; for a workbook, with an annotated copy of it")
    _value(parser, "--docx", "FILE", "draft notice (整改情况通报) for Word")
    _value(parser, "--md", "FILE", "draft notice as Markdown")
    help_text = "write a copy of a workbook with the findings as comments and colours"
    _several(parser, "--annotate", metavar="IN.xlsx=OUT.xlsx", help_text=help_text)
    _value(parser, "--due", "DATE", "deadline for corrections (YYYY-MM-DD)")
    _chosen(parser, "rules or groups, as in check", "rules or groups, as in check")
    _value(parser, "--baseline", "FILE", _BASELINE)
    parser.set_defaults(changed=None)


def _rules(parser: argparse.ArgumentParser) -> None:
    _rule_sources(parser)
    parser.add_argument(
        "--unused",
        dest="paths",
        nargs="+",
        default=[],
        metavar="PATH",
        help="list the rules that apply to nothing in these files or folders, and table rows that never match",
    )
    _value(parser, "--compiled", "RULE", "show the part of the compiled code that evaluates a rule")
    _format(parser, "table", "json", "markdown", usual="table")


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="rule id, such as depth.level-one")
    _rule_sources(parser)


def _test(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="RULE_FILE", help="rule files (default: all)")
    parser.set_defaults(many="files")
    _rule_sources(parser)
    _flag(parser, "--mutate", "alter every parameter and list the changes that no example detects")


def _cluster(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=_Parser)
    check = actions.add_parser(
        "check", help="write findings to a folder, including those about the whole set"
    )
    stats = actions.add_parser("stats", help="assessment tables")
    for action in (check, stats):
        action.add_argument("paths", nargs=1, metavar="IN", help="file or folder accessible to all executors")
    check.add_argument("out", metavar="OUT", help="new folder accessible to all executors")
    for action in (check, stats):
        _rule_sources(action)
        _guides(action)
        _exclude(action)
        _value(action, "--master", "URL", "cluster URL (default: from spark-submit or Spark's configuration)")
        action.set_defaults(force_exclude=False, no_cache=False, stdin_filename=None, runs=[])
    _chosen(check, "rules or groups, as in check", "rules or groups, as in check")
    _fail_on(check, "as in check (default: error)")
    _tables_wanted(stats)


def _tables(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=_Parser)
    refresh = actions.add_parser(
        "refresh", help="show what a folder of statute texts would change in the law tables"
    )
    refresh.add_argument("folder", metavar="DIR", help="folder with statute texts, .md or .txt")
    help_text = "folder to compare with and write to (default: the built-in tables)"
    _value(refresh, "--out", "DIR", help_text)
    _flag(refresh, "--write", "write the table (default: only show the changes)")
    _flag(refresh, "--keep", "keep the rows of laws for which DIR has no text")
    _value(refresh, "--source", "TEXT", "where the texts come from (default: the name of DIR)")


_COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str]] = {
    "check": (_check, "lint files, folders or - for standard input (the default command)"),
    "fix": (_fix, "apply the safe fixes for what check finds"),
    "stats": (_stats, "assessment tables, from guides or from saved runs"),
    "audit": (_audit, "check that a published table's figures follow from its own rows"),
    "progress": (_progress, "findings fixed, new and remaining between two runs or exports"),
    "baseline": (_baseline, "accept the current findings; the list only shrinks"),
    "convert": (_convert, "convert any source to canonical records, in another format"),
    "report": (_report, "write files for people: a web page, a workbook, a draft notice"),
    "rules": (_rules, "list the rules"),
    "explain": (_explain, "show one rule with its basis and examples"),
    "test": (_test, "run the examples contained in rules"),
    "schema": (_schema, "print a JSON Schema"),
    "tables": (_tables, "rebuild the law tables from statute texts"),
    "cluster": (_cluster, "check and stats on Spark; needs guidelint[spark]"),
    "init": (_init, "write a starter guidelint.yaml and show the pre-commit entry"),
    "completion": (_completion, "print a completion script"),
}
COMMANDS = tuple(_COMMANDS)
"""Every command, in the order of the help."""
