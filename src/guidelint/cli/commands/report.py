"""`guidelint report`: files for people from one run, and a workbook with the findings written into it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path as FilePath

from guidelint.cli.commands.check import inputs_of, must_replace_no_guide, report_on, ruleset_under
from guidelint.cli.files import check_outputs, write_bytes
from guidelint.config.file import must_be_date
from guidelint.errors import UsageError, unreadable
from guidelint.report import Report
from guidelint.reporters import BYTES, REPORTERS, loaded
from guidelint.reporters.options import Options
from guidelint.reporters.words import closing
from guidelint.sources.inputs import Input
from guidelint.sources.search import ANNOTATED

FILES: dict[str, str] = {
    "html": REPORTERS["html"],
    "xlsx": BYTES["xlsx"],
    "docx": "guidelint.reporters.notice.word:render_bytes",
    "md": "guidelint.reporters.notice.markdown:render",
}
"""Option → `module:function`; the function is (Report, Options) -> str or bytes."""

_WRITTEN = {"zh": "已写入 {files}：{told}", "en": "written: {files}: {told}"}
_WORKBOOKS = (".xlsx", ".xlsm")


def run(options: argparse.Namespace) -> int:
    """The command; 0 when the files are written, whatever was found. All are made before one is written."""
    wanted = [(name, FilePath(file)) for name in FILES if (file := getattr(options, name))]
    copies = _copies(options)
    if not wanted and not copies:
        raise UsageError(
            f"请写明写到哪里：{'、'.join(f'--{name} 文件' for name in FILES)}",
            f"name a file to write: {', '.join(f'--{name} FILE' for name in FILES)}",
        )
    named = [*wanted, *(("annotate", path) for _, path in copies)]
    check_outputs([(f"--{name}", path) for name, path in named], options.paths)
    ruleset = ruleset_under(options)
    sources = inputs_of(options, ruleset)
    shape = _shape(options)
    must_replace_no_guide([path for _, path in wanted], sources, ruleset)
    report = report_on(options, ruleset, sources)
    made = [(path, _content(FILES[name], report, shape)) for name, path in wanted]
    made += [
        (path, _annotated(_named(source, sources), report))
        for source, path in [*copies, *_own_copy(options, sources)]
    ]
    for path, content in made:
        write_bytes(path, content)
    files = "、".join(path.as_posix() for path, _ in made)
    print(_WRITTEN[report.language].format(files=files, told=closing(report)), file=sys.stderr)
    return 0


def _content(entry: str, report: Report, options: Options) -> bytes:
    made: str | bytes = loaded(entry)(report, options)
    return made.encode("utf-8", "replace") if isinstance(made, str) else made


def _shape(options: argparse.Namespace) -> Options:
    return Options(width=100, due=must_be_date(options.due, "--due") if options.due else "")


def _copies(options: argparse.Namespace) -> list[tuple[FilePath, FilePath]]:
    """The workbooks to annotate and where to; what is annotated is also checked."""
    copies = []
    for text in options.annotate:
        source, equals, target = text.partition("=")
        if not equals or not source or not target:
            raise UsageError(
                f"--annotate 要写成“原表.xlsx=新表.xlsx”，现在是 {text!r}",
                f"--annotate: expected IN.xlsx=OUT.xlsx, found {text!r}",
            )
        if FilePath(source).absolute() not in [FilePath(path).absolute() for path in options.paths]:
            options.paths.append(source)
        copies.append((FilePath(source), FilePath(target)))
    return copies


def _own_copy(options: argparse.Namespace, sources: list[Input]) -> list[tuple[FilePath, FilePath]]:
    """A workbook that is the only input is annotated beside the workbook of findings, without being asked."""
    if not options.xlsx or options.annotate or len(sources) != 1 or options.paths == ["-"]:
        return []
    if sources[0].extension.lower() not in _WORKBOOKS:
        return []
    from importlib.util import find_spec

    if find_spec("openpyxl") is None:
        print(
            "没有批注副本，要先 pip install 'guidelint[xlsx]' (no annotated copy: it needs openpyxl)",
            file=sys.stderr,
        )
        return []
    target = FilePath(options.xlsx)
    return [(_path(sources[0]), target.with_name(f"{target.stem}{ANNOTATED}{sources[0].extension}"))]


def _path(source: Input) -> FilePath:
    return FilePath(source.path or source.name)


def _named(path: FilePath, sources: list[Input]) -> Input:
    for source in sources:
        if _path(source).absolute() == path.absolute():
            return source
    raise UsageError(
        f"--annotate：{path.as_posix()!r} 不在检查的文件里",
        f"--annotate: {path.as_posix()!r} is not among the files that are checked",
    )


def _annotated(source: Input, report: Report) -> bytes:
    from guidelint.reporters.workbook.annotated import annotated

    try:
        content = source.read()
    except OSError as error:
        raise unreadable(repr(source.name), error) from error
    return annotated(content, source.name, report)
